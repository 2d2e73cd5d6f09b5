package org.gwageo.nano.training.zoo;

import java.util.List;
import java.util.random.RandomGenerator;
import org.gwageo.nano.training.exercise.Language;

/**
 * Short invented reports of what somebody did, where and when, in three languages: text with more
 * words and longer sentences than exercises have.
 */
final class Chronicle {
  private static final Lexicon ENGLISH =
      new Lexicon(
          words(
              "the old teacher|a young farmer|the tall captain|our neighbour|the quiet painter|a"
                  + " merchant|the village doctor|two students|the careful engineer|a traveller|the"
                  + " librarian|my grandmother|the new mayor|a singer|the baker|three children|the"
                  + " astronomer|a fisherman|the gardener|an honest judge"),
          words(
              "repaired|painted|sold|found|carried|counted|described|lost|bought|opened|closed|drew|measured|borrowed|cleaned|hid|weighed|returned|wrapped|photographed"),
          words(
              "a wooden boat|the stone bridge|seven letters|a heavy box|the broken clock|some fresh"
                  + " bread|a silver ring|the long rope|an ancient map|the green door|two baskets"
                  + " of apples|a paper lantern|the church bell|a wool blanket|the little mirror|a"
                  + " bottle of oil|the red kite|an iron key|the kitchen table|a bag of rice"),
          words(
              "near the harbour|in the market|behind the school|at the railway station|on the"
                  + " northern hill|by the river|inside the museum|under the old tree|across the"
                  + " valley|in front of the town hall|beside the mill|at the edge of the forest"),
          words(
              "yesterday|last summer|before sunrise|on Tuesday morning|every winter|after the"
                  + " storm|during the festival|at noon|late in the evening|twice a month|in early"
                  + " spring|the day before"),
          words(
              "because the weather was calm|although nobody had asked|while the others were"
                  + " sleeping|so that everyone could see it|and nobody noticed|but the price was"
                  + " too high|as the law required|until the music stopped|without saying a word|in"
                  + " order to help a friend"));
  private static final Lexicon KOREAN =
      new Lexicon(
          words(
              "늙은 선생님이|젊은 농부가|키 큰 선장이|우리 이웃이|조용한 화가가|어느 상인이|마을 의사가|두 학생이|꼼꼼한 기술자가|나그네가|사서가|우리"
                  + " 할머니가|새 시장이|가수가|빵집 주인이|세 아이가|천문학자가|어부가|정원사가|정직한 판사가"),
          words(
              "고쳤다|칠했다|팔았다|찾았다|옮겼다|세었다|설명했다|잃어버렸다|샀다|열었다|닫았다|그렸다|재었다|빌렸다|닦았다|숨겼다|달았다|돌려주었다|포장했다|찍었다"),
          words(
              "나무배를|돌다리를|편지 일곱 통을|무거운 상자를|고장 난 시계를|갓 구운 빵을|은반지를|긴 밧줄을|오래된 지도를|초록 문을|사과 두 바구니를|종이"
                  + " 등불을|교회 종을|양털 담요를|작은 거울을|기름 한 병을|붉은 연을|쇠 열쇠를|부엌 식탁을|쌀 한 자루를"),
          words(
              "항구 근처에서|시장에서|학교 뒤에서|기차역에서|북쪽 언덕에서|강가에서|박물관 안에서|고목 아래에서|골짜기 건너에서|시청 앞에서|방앗간 옆에서|숲"
                  + " 끝에서"),
          words("어제|지난여름|해 뜨기 전에|화요일 아침에|겨울마다|폭풍이 지난 뒤|축제 동안|한낮에|늦은 저녁에|한 달에 두 번|이른 봄에|그 전날"),
          words(
              "날씨가 고요했기 때문이다|아무도 부탁하지 않았는데도 그랬다|그때 다른 이들은 자고 있었다|모두가 볼 수 있도록 그렇게 했다|아무도 알아차리지"
                  + " 못했다|그러나 값이 너무 비쌌다|법이 그렇게 정했다|음악이 멈출 때까지 계속했다|한마디 말도 없었다|친구를 돕기 위해서였다"));
  private static final Lexicon JAPANESE =
      new Lexicon(
          words(
              "年老いた先生が|若い農夫が|背の高い船長が|隣の人が|静かな画家が|ある商人が|村の医者が|二人の学生が|注意深い技師が|旅人が|司書が|祖母が|新しい市長が|歌手が|パン屋が|三人の子供が|天文学者が|漁師が|庭師が|正直な裁判官が"),
          words(
              "直した|塗った|売った|見つけた|運んだ|数えた|説明した|なくした|買った|開けた|閉めた|描いた|測った|借りた|磨いた|隠した|量った|返した|包んだ|撮った"),
          words(
              "木の船を|石の橋を|七通の手紙を|重い箱を|壊れた時計を|焼きたてのパンを|銀の指輪を|長い縄を|古い地図を|緑の戸を|りんごを二かご|紙の灯籠を|教会の鐘を|毛布を|小さな鏡を|油を一本|赤い凧を|鉄の鍵を|台所の机を|米を一袋"),
          words("港の近くで|市場で|学校の裏で|駅で|北の丘で|川のそばで|博物館の中で|古い木の下で|谷の向こうで|役場の前で|水車のわきで|森のはずれで"),
          words("昨日|去年の夏|日の出の前に|火曜日の朝|毎年冬に|嵐のあとで|祭りの間に|正午に|夜遅く|月に二度|春の初めに|その前日に"),
          words(
              "天気が穏やかだったからだ|だれも頼まなかったのに|ほかの人は眠っていた|みんなに見えるように|だれも気づかなかった|しかし値段が高すぎた|法律で決まっていた|音楽が終わるまで続けた|一言も言わなかった|友を助けるためだった"));

  private record Lexicon(
      List<String> who,
      List<String> did,
      List<String> what,
      List<String> where,
      List<String> when,
      List<String> why) {}

  private Chronicle() {}

  private static List<String> words(String joined) {
    return List.of(joined.split("\\|"));
  }

  /** Returns a report of two to four sentences. */
  static String next(RandomGenerator random, Language language) {
    var report = new StringBuilder();
    int sentences = 2 + random.nextInt(3);
    for (int i = 0; i < sentences; i++) {
      report.append(i == 0 ? "" : " ").append(sentence(random, language));
    }
    return report.toString();
  }

  private static String sentence(RandomGenerator random, Language language) {
    return switch (language) {
      case ENGLISH -> english(random);
      case KOREAN -> eastern(random, KOREAN, " ", ".");
      case JAPANESE -> eastern(random, JAPANESE, "", "。");
    };
  }

  private static String english(RandomGenerator random) {
    String who = pick(random, ENGLISH.who());
    String act = pick(random, ENGLISH.did()) + " " + pick(random, ENGLISH.what());
    String where = pick(random, ENGLISH.where());
    String when = pick(random, ENGLISH.when());
    String text =
        switch (random.nextInt(3)) {
          case 0 -> "%s %s %s %s".formatted(who, act, where, when);
          case 1 -> "%s, %s %s %s".formatted(when, who, act, where);
          default -> "%s %s %s, %s".formatted(who, act, where, pick(random, ENGLISH.why()));
        };
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String eastern(RandomGenerator random, Lexicon words, String blank, String stop) {
    String when = pick(random, words.when());
    String who = pick(random, words.who());
    String where = pick(random, words.where());
    String act = pick(random, words.what()) + blank + pick(random, words.did());
    return switch (random.nextInt(3)) {
      case 0 -> String.join(blank, when, who, where, act) + stop;
      case 1 -> String.join(blank, who, when, where, act) + stop;
      default ->
          String.join(blank, who, where, act) + stop + blank + pick(random, words.why()) + stop;
    };
  }

  private static String pick(RandomGenerator random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
