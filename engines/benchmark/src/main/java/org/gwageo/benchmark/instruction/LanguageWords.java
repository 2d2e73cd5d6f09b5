package org.gwageo.benchmark.instruction;

import java.util.Map;

/** Function words and letters by which languages of one script are told apart. */
final class LanguageWords {

  static final Map<String, String> LATIN =
      Map.ofEntries(
          Map.entry(
              "en",
              "the of and to in is that it for was with as his on be at by this had not are but"
                  + " from or have an they which you were her all she there would their we him been"
                  + " has when who will more no if out so what up said its about than into them can"
                  + " only other some could these do your my our how should just like because hello"
                  + " please thank yes where while also each between through during before after"),
          Map.entry(
              "es",
              "el la de que y a en un ser se no haber por con su para como estar tener le lo todo"
                  + " pero más hacer o este otro ese si me ya muy los las una es del al son está"
                  + " también fue porque cuando sin sobre nos entre hasta desde donde quien hay mi"
                  + " qué sus esta gracias hola día años puede nuestro siempre"),
          Map.entry(
              "pt",
              "o a de que e do da em um para é com não uma os no se na por mais as dos como mas foi"
                  + " ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo"
                  + " pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse"
                  + " eles você são obrigado olá nosso sempre pode fazer"),
          Map.entry(
              "fr",
              "le de un être et à il avoir ne je son que se qui ce dans en du elle au pour pas vous"
                  + " par sur faire plus dire me on mon lui nous comme mais avec tout y aller bien"
                  + " où sans tu ou leur si les des une est la sont cette ces aux été aussi très"
                  + " nos notre votre bonjour merci peut c d l qu n j même"),
          Map.entry(
              "de",
              "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als"
                  + " auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie"
                  + " einem über einen so zum war haben nur oder aber vor zur bis mehr durch man"
                  + " sein wurde wenn ich wir ihr kann keine sehr danke hallo unser"),
          Map.entry(
              "it",
              "di e il la che in un a è per non una sono con si da come io ma lo ha le del della"
                  + " dei gli questo al più anche nel alla ci su se i ho ti mi essere fare molto"
                  + " quando tutto ne delle dal nella loro suo sua perché dove chi noi voi ogni"
                  + " grazie ciao nostro sempre può l"),
          Map.entry(
              "pl",
              "i w nie na się z do to że a o jak jest ale za po co tak od jego przez tylko przy już"
                  + " czy dla są był była być może ich ze które który która go jej tym bardzo mnie"
                  + " tego oraz gdy także ma mam nas wszystko dziękuję cześć kiedy nasz"),
          Map.entry(
              "vi",
              "và của là có cho không được trong một với các những người này đã để khi từ đến cũng"
                  + " như ở về tôi bạn chúng ta nó vào ra sẽ nhiều rất làm hơn nhưng trên việc hoặc"
                  + " đó thì phải năm ngày nước thể bị nếu theo cảm ơn xin chào mình lại còn"),
          Map.entry(
              "sw",
              "na ya wa kwa ni katika la za kuwa cha hii vya yake hiyo au kama watu mtu siku sana"
                  + " lakini yangu yako wao sisi mimi wewe yeye huu hizo hivyo pia kila baada kabla"
                  + " ambayo ambao kutoka hadi wakati habari asante karibu mwaka nchi maji kazi"
                  + " watoto nyumba chakula wetu yetu haya hapa sasa moja"),
          Map.entry(
              "fi",
              "ja on ei se että hän oli joka mutta ovat kun niin myös kuin sen tai ole mitä tämä"
                  + " hänen minä sinä me he voi sitä vain nyt jos mukaan jo ne olla ollut sekä"
                  + " kanssa vuonna hyvä paljon kaikki meidän aina kiitos hei koska jälkeen joita"
                  + " siitä"),
          Map.entry(
              "nl",
              "de van een het en in is dat op te zijn voor met niet aan er om ook als maar dan bij"
                  + " nog uit wel naar kan ze worden door over wordt deze heeft hebben of wat je ik"
                  + " hij zij wij mijn goed meer geen heel dank hallo onze"),
          Map.entry(
              "da",
              "og i at det en den til er som på de med han af for ikke der var mig sig men et har"
                  + " om vi min havde fra skulle kunne hun nu over da efter op eller hvad jeg blev"
                  + " meget også være"),
          Map.entry(
              "no",
              "og i det på som er en til å han av for med at var de ikke den har jeg om et men så"
                  + " seg hun hadde fra vi du kan nå da ble ut sin dem opp meg etter mye også være"
                  + " noe"),
          Map.entry(
              "sv",
              "och i att det som en på är av för med den till inte har de ett om han men var jag"
                  + " sig från vi så kan när hon under också efter eller nu där vid mot ska skulle"
                  + " mycket vara blir"),
          Map.entry(
              "ro",
              "și de în la a cu nu pe că este un o din se pentru mai care ce sunt fi ca au să dar"
                  + " lui sau fost prin le cum al ei foarte noastre când după acest această"),
          Map.entry(
              "cs",
              "a se v na je že s z o do to i k ve pro za by ale si po jako podle od jsem tak jeho"
                  + " které který která bylo být jsou také nebo jen už když může velmi jeho při"),
          Map.entry(
              "sk",
              "a sa v na je že s z o do to aj k vo pre za by ale si po ako podľa od som tak jeho"
                  + " ktoré ktorý ktorá bolo byť sú tiež alebo len už keď môže veľmi pri"),
          Map.entry(
              "hr",
              "i u je se na da za su od s a o ne što kao ali bio po to ili iz koji koja koje može"
                  + " biti samo već kad sam još nije vrlo bila"),
          Map.entry(
              "hu",
              "a az és hogy nem is egy ez csak van volt meg de mint már még el ha ki azt vagy kell"
                  + " nagyon minden lehet én te ő mi köszönöm után között"),
          Map.entry(
              "tr",
              "ve bir bu da de için ile çok ne gibi daha olarak var ama o kadar sonra en olan ben"
                  + " değil mi her şey biz siz onlar ya hem göre teşekkür nasıl bizim"),
          Map.entry(
              "id",
              "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena"
                  + " tersebut bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang"
                  + " kami kita anda sangat adalah"),
          Map.entry(
              "tl",
              "ang ng sa mga na ay at si ito para hindi ko kung may siya ni isang ako niya mo kami"
                  + " namin nang din ang lang ka naman"),
          Map.entry(
              "ca",
              "de la i el a que en els les un per amb una és no del al es més com ha són però seu"
                  + " aquest aquesta també va pel dels molt quan on ens tot"),
          Map.entry(
              "af",
              "die van en in is het nie vir dat op te om hy sy met wat word ook was aan sal hulle"
                  + " maar ek ons kan baie daar"),
          Map.entry(
              "et",
              "ja on ei et see oli ka kui ta aga mis oma siis nii ma või kes välja üle kuid väga"
                  + " meie"),
          Map.entry("lt", "ir kad su yra į iš kaip ne tai bet jis buvo apie už nuo taip labai mes"),
          Map.entry("lv", "un ir ka ar no uz par bet kas tas viņš bija kā arī vai mēs ļoti"),
          Map.entry("sq", "të e në dhe një që për me i është nga nuk si ka më kjo ai janë shumë"),
          Map.entry("so", "iyo oo ka ku waa in ah la uu ay waxa ee soo aan kala wuxuu"),
          Map.entry(
              "cy",
              "y yr yn a i o ac mae ar am wedi ei eu gan fel oedd hefyd sydd mewn bod roedd"));

  static final Map<String, String> LATIN_LETTERS =
      Map.ofEntries(
          Map.entry("es", "ñ¿¡"),
          Map.entry("pt", "ãõ"),
          Map.entry("fr", "èêœùûîëï"),
          Map.entry("de", "ßäü"),
          Map.entry("it", "ìòù"),
          Map.entry("pl", "łąęśźż"),
          Map.entry("vi", "đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
          Map.entry("fi", "ä"),
          Map.entry("da", "æø"),
          Map.entry("no", "øå"),
          Map.entry("sv", "å"),
          Map.entry("ro", "șțăţş"),
          Map.entry("cs", "řěů"),
          Map.entry("sk", "ľĺŕô"),
          Map.entry("hr", "đćž"),
          Map.entry("hu", "őű"),
          Map.entry("tr", "ğışİ"),
          Map.entry("et", "õ"),
          Map.entry("lt", "ėįųū"),
          Map.entry("lv", "āēīļņķģ"),
          Map.entry("cy", "ŵŷ"));

  static final Map<String, String> CYRILLIC =
      Map.of(
          "ru",
          "и в не на я что он с как это по но они мы из у за от же вы так его для бы к о все только"
              + " был если или быть уже когда очень мне нет есть было также может будет её при",
          "uk",
          "і в не на я що він з як це та у за від же ви так його для б до про все тільки був якщо"
              + " або бути вже коли дуже мені немає є було також може буде її при ми вони й але",
          "bg",
          "и в не на аз че той с как това за но те ние от до е са се да по ще има към които който"
              + " която много ми няма беше също може при си му ги една един бъде трябва",
          "mk",
          "и во не на јас дека тој со како ова за но тие ние од до е се да по ќе има кон кои многу"
              + " беше исто може при еден една",
          "sr",
          "и у не на ја да он са како ово за али они ми од до је су се по ће има ка који која било"
              + " такође може при један једна");

  static final Map<String, String> CYRILLIC_LETTERS =
      Map.of("ru", "ыэё", "uk", "іїєґ", "bg", "ъ", "mk", "ѓќѕј", "sr", "ђћјљњџ");

  static final Map<String, String> DEVANAGARI =
      Map.of(
          "hi",
          "है के में की और का से को हैं नहीं यह पर हो कर एक भी ने तो था वह जो लिए इस अपने हम आप थे"
              + " साथ या बहुत होता होती रहा रहे थी मैं कि",
          "mr",
          "आहे आणि च्या मध्ये नाही हे होते ची चे ला तो ती ते या आहेत करून एक पण म्हणून त्या होता"
              + " झाला आपण आम्ही खूप मी आपल्या केले असे किंवा साठी",
          "ne",
          "छ को मा र छन् हो लाई भएको गर्न पनि यो भने हुन्छ तर गरेको थियो हामी म तपाईं धेरै एक वा"
              + " लागि सबै हाम्रो छैन गर्ने गर्छ बाट सँग");

  static final Map<String, String> DEVANAGARI_LETTERS = Map.of("mr", "ळ");

  static final Map<String, String> ARABIC =
      Map.of(
          "ar",
          "في من على إلى أن هذا هذه التي الذي عن مع كان لا ما هو هي كل بعد قبل بين أو ثم قد لم لن"
              + " إن كما حيث ذلك كانت نحن أنا أنت جدا",
          "fa",
          "در به از که این را با است برای آن یک خود تا بر بود شده او ما شما های هم نیز کرد می اما"
              + " یا هر کند باید بسیار من وی ها اند",
          "ur",
          "کے میں کی ہے اور سے کا کو اس یہ نے پر ہیں کہ بھی ایک تو نہیں وہ کر ہو ہم آپ تھا جو لیے"
              + " ان اپنے بہت ساتھ گیا رہا ہوتا");

  static final Map<String, String> ARABIC_LETTERS =
      Map.of("ar", "ةيكىأإؤئ", "fa", "پچژگ", "ur", "ٹڈڑںےہھ");

  private LanguageWords() {}
}
