"""Writes replies.json and reference.txt: lm-evaluation-harness 0.4.13's IFEval verdicts on own replies.

    python reference.py

Needs lm_eval 0.4.13, nltk 3.10, langdetect 1.0.9 on Python 3.11. NLTK's trained Punkt parameters are a
download that is not assumed here: sentences are split by NLTK's own Punkt algorithm without training, given
the abbreviations below, and words by its Treebank tokeniser on those sentences. langdetect is seeded with 0.
"""

import json
from pathlib import Path

import nltk
from langdetect import DetectorFactory
from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

DetectorFactory.seed = 0
nltk.download = lambda *arguments, **options: True

from lm_eval.tasks.ifeval import instructions_util, utils  # noqa: E402

HERE = Path(__file__).parent

parameters = PunktParameters()
parameters.abbrev_types = set(
    "mr mrs ms dr prof st vs e.g i.e fig vol etc inc ltd co corp jr sr u.s u.k a.m p.m ph.d d.c".split()
)
SENTENCES = PunktSentenceTokenizer(parameters)
WORDS = NLTKWordTokenizer()
instructions_util._get_sentence_tokenizer = lambda: SENTENCES
nltk.word_tokenize = lambda text: [t for s in SENTENCES.tokenize(text) for t in WORDS.tokenize(s)]

REPLIES = [
    "The river froze early. We walked home, slowly, and nobody spoke! Why should we?",
    "Dr. Smith met Mr. Jones at 5 p.m. on Monday. They spoke about U.S. trade, e.g. steel, for an hour.",
    "<<A poem of rain>>\n\nIt rained. It rained again.\n\nP.S. Bring a coat.",
    "* first point\n* second point\n- third point\n\nThat is all.",
    "*bold* and **bolder** and * not closed\n** ** and *****",
    "SECTION 1\nThe beginning.\nSECTION 2\nThe middle.\nSECTION 3\nThe end.",
    "Section 1: apples. Section 2: pears.",
    "My answer is yes.",
    "I am not sure. My answer is maybe. Or not.",
    "First response here.\n******\nSecond response here.",
    "Same.\n******\nSame.",
    "One.******Two.******Three.",
    "******\nOnly one.\n******",
    '{"name": "Ada", "list": [1, 2.5, null, true]}',
    '```json\n{"a": {"b": []}}\n```',
    "```\n[1, 2, 3]\n```",
    '{"a": NaN}',
    "{'a': 1}",
    "[name], please call [phone number] before [date].\n[unclosed\n]",
    '"This whole reply is in quotation marks, is it not?"',
    '"half quoted',
    "the quick brown fox jumps over the lazy dog. it does so every day without a word of complaint.",
    "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG. IT DOES SO EVERY DAY WITHOUT A WORD OF COMPLAINT.",
    "NASA and the FBI don't AGREE. WE CAN'T tell, it's A-OK, CEO's say. I think USA-made 3D TVs WORK.",
    "Paragraph one is here.\n\n***\n\nParagraph two is here.\n\n***\n\nParagraph three.",
    "***\nOnly this one\n***",
    "One\n***\n\n***\nTwo",
    "Hello there.\n\nWeather is fine today.\n\nGoodbye, friend.",
    "'Hello' there.\n\n\"Weather,\" he said.\n\n\n\nGoodbye!",
    "Write a short note about tea.\n\nTea is a drink. It is hot.",
    "write a short note about TEA. And here it is...",
    "That is everything I know. Is there anything else I can help with?",
    'He asked: "Any other questions?"',
    "Here is my reply:\n* apples, pears\n* plums\nI hope this helps!",
    "Sure! Here you go:\nall small letters without any capital, just plain words to read and nothing else.\nHope it helps.",
    "Wait... what? No!! Really?! (Yes, really.) He said \"Stop.\" Then he left.",
    "1. Apples are red. 2. Pears are green. 3. Plums cost 3.50 dollars.",
    "email me at a.b@example.com or see https://example.com/a.b. thanks",
    "Coffee tea Coffee COFFEE coffeehouse. Tea-time is teatime.",
    "no commas at all here just words and words and more words until the very end of it",
    "P.P.S. I forgot. p. s. nothing",
    "   \n\t  ",
    "",
    "x",
    "Zebra zoo zigzag, pizza jazz; buzz! Queue: 'quite' quick.",
    "The U.S. The team won. J. R. Tolkien wrote it. I like Prof. Lee vs. nobody etc. and so on.",
    "Line one\nLine two\nLine three ends here",
    "*The first line is starred*\nThe body has, sadly, commas\nThe last line",
    "**Title**\n\n* a\n\n* b\n\n\n*\nc\n** d\n - e",
    "A tale of two cities: it was the best of times; it was the worst of times. It was winter—cold, dark.",
]

LANGUAGES = {
    "en": "The children were playing in the garden while their mother was reading a book about the history of the sea.",
    "es": "Los niños jugaban en el jardín mientras su madre leía un libro sobre la historia del mar y de los barcos.",
    "pt": "As crianças brincavam no jardim enquanto a mãe lia um livro sobre a história do mar e dos navios que não voltaram.",
    "ar": "كان الأطفال يلعبون في الحديقة بينما كانت أمهم تقرأ كتابا عن تاريخ البحر والسفن التي لم تعد إلى الميناء.",
    "hi": "बच्चे बगीचे में खेल रहे थे और उनकी माँ समुद्र के इतिहास के बारे में एक किताब पढ़ रही थी।",
    "fr": "Les enfants jouaient dans le jardin pendant que leur mère lisait un livre sur l'histoire de la mer et des bateaux.",
    "ru": "Дети играли в саду, а их мать читала книгу об истории моря и о кораблях, которые не вернулись в порт.",
    "de": "Die Kinder spielten im Garten, während ihre Mutter ein Buch über die Geschichte des Meeres und der Schiffe las.",
    "ja": "子どもたちは庭で遊んでいて、母親は海の歴史についての本を読んでいました。とても静かな午後でした。",
    "it": "I bambini giocavano nel giardino mentre la madre leggeva un libro sulla storia del mare e delle navi che non sono tornate.",
    "bn": "শিশুরা বাগানে খেলছিল আর তাদের মা সমুদ্রের ইতিহাস নিয়ে একটি বই পড়ছিলেন।",
    "uk": "Діти гралися в саду, а їхня мати читала книжку про історію моря та про кораблі, які не повернулися.",
    "th": "เด็ก ๆ กำลังเล่นอยู่ในสวน ขณะที่แม่กำลังอ่านหนังสือเกี่ยวกับประวัติศาสตร์ของทะเล",
    "ur": "بچے باغ میں کھیل رہے تھے اور ان کی ماں سمندر کی تاریخ کے بارے میں ایک کتاب پڑھ رہی تھی۔",
    "ta": "குழந்தைகள் தோட்டத்தில் விளையாடிக் கொண்டிருந்தார்கள், அவர்களின் தாய் கடலின் வரலாறு பற்றிய புத்தகம் படித்தார்.",
    "te": "పిల్లలు తోటలో ఆడుకుంటున్నారు, వారి తల్లి సముద్ర చరిత్ర గురించి ఒక పుస్తకం చదువుతోంది.",
    "bg": "Децата играеха в градината, докато майка им четеше книга за историята на морето и за корабите, които не се върнаха.",
    "ko": "아이들은 정원에서 놀고 있었고 어머니는 바다의 역사에 관한 책을 읽고 있었습니다.",
    "pl": "Dzieci bawiły się w ogrodzie, a ich matka czytała książkę o historii morza i o statkach, które nie wróciły.",
    "he": "הילדים שיחקו בגינה בזמן שאמם קראה ספר על ההיסטוריה של הים ועל הספינות שלא חזרו.",
    "fa": "بچه‌ها در باغ بازی می‌کردند و مادرشان کتابی درباره تاریخ دریا و کشتی‌هایی که برنگشتند می‌خواند.",
    "vi": "Những đứa trẻ đang chơi trong vườn trong khi mẹ của chúng đọc một cuốn sách về lịch sử của biển.",
    "ne": "बालबालिकाहरू बगैंचामा खेलिरहेका थिए र उनीहरूकी आमा समुद्रको इतिहासको बारेमा एउटा किताब पढ्दै हुनुहुन्थ्यो भने पनि छ।",
    "sw": "Watoto walikuwa wakicheza katika bustani wakati mama yao alikuwa akisoma kitabu kuhusu historia ya bahari na meli.",
    "kn": "ಮಕ್ಕಳು ತೋಟದಲ್ಲಿ ಆಡುತ್ತಿದ್ದರು ಮತ್ತು ಅವರ ತಾಯಿ ಸಮುದ್ರದ ಇತಿಹಾಸದ ಬಗ್ಗೆ ಪುಸ್ತಕ ಓದುತ್ತಿದ್ದರು.",
    "mr": "मुले बागेत खेळत होती आणि त्यांची आई समुद्राच्या इतिहासाबद्दल एक पुस्तक वाचत होती, हे खूप छान आहे.",
    "gu": "બાળકો બગીચામાં રમતા હતા અને તેમની માતા સમુદ્રના ઇતિહાસ વિશે એક પુસ્તક વાંચતી હતી.",
    "pa": "ਬੱਚੇ ਬਾਗ਼ ਵਿੱਚ ਖੇਡ ਰਹੇ ਸਨ ਅਤੇ ਉਨ੍ਹਾਂ ਦੀ ਮਾਂ ਸਮੁੰਦਰ ਦੇ ਇਤਿਹਾਸ ਬਾਰੇ ਇੱਕ ਕਿਤਾਬ ਪੜ੍ਹ ਰਹੀ ਸੀ।",
    "ml": "കുട്ടികൾ തോട്ടത്തിൽ കളിക്കുകയായിരുന്നു, അവരുടെ അമ്മ കടലിന്റെ ചരിത്രത്തെക്കുറിച്ചുള്ള ഒരു പുസ്തകം വായിക്കുകയായിരുന്നു.",
    "fi": "Lapset leikkivät puutarhassa, kun heidän äitinsä luki kirjaa meren historiasta ja laivoista, jotka eivät palanneet.",
}

INSTRUCTIONS = [
    ("keywords:existence", {"keywords": ["tea", "hot"]}),
    ("keywords:existence", {"keywords": ["the"]}),
    ("keywords:frequency", {"keyword": "coffee", "frequency": 3, "relation": "at least"}),
    ("keywords:frequency", {"keyword": "it", "frequency": 2, "relation": "less than"}),
    ("keywords:forbidden_words", {"forbidden_words": ["tea", "dog"]}),
    ("keywords:forbidden_words", {"forbidden_words": ["it's", "river"]}),
    ("keywords:letter_frequency", {"letter": "z", "let_frequency": 5, "let_relation": "at least"}),
    ("keywords:letter_frequency", {"letter": "E", "let_frequency": 6, "let_relation": "less than"}),
    ("length_constraints:number_sentences", {"num_sentences": 3, "relation": "at least"}),
    ("length_constraints:number_sentences", {"num_sentences": 2, "relation": "less than"}),
    ("length_constraints:number_sentences", {"num_sentences": 5, "relation": "at least"}),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 3}),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 1}),
    ("length_constraints:number_words", {"num_words": 12, "relation": "at least"}),
    ("length_constraints:number_words", {"num_words": 9, "relation": "less than"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "weather"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "Write"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 1, "nth_paragraph": 1, "first_word": "my"}),
    ("detectable_content:number_placeholders", {"num_placeholders": 3}),
    ("detectable_content:number_placeholders", {"num_placeholders": 1}),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}),
    ("detectable_content:postscript", {"postscript_marker": "P.P.S"}),
    ("detectable_content:postscript", {"postscript_marker": "Hope"}),
    ("detectable_format:number_bullet_lists", {"num_bullets": 3}),
    ("detectable_format:number_bullet_lists", {"num_bullets": 2}),
    ("detectable_format:number_bullet_lists", {"num_bullets": 4}),
    ("detectable_format:constrained_response", {}),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 1}),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 3}),
    ("detectable_format:multiple_sections", {"section_spliter": "SECTION", "num_sections": 3}),
    ("detectable_format:multiple_sections", {"section_spliter": "Section", "num_sections": 2}),
    ("detectable_format:json_format", {}),
    ("detectable_format:title", {}),
    ("combination:two_responses", {}),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Write a short note about tea."}),
    ("startend:end_checker", {"end_phrase": "Is there anything else I can help with?"}),
    ("startend:end_checker", {"end_phrase": "Any other questions?"}),
    ("startend:end_checker", {"end_phrase": "commas"}),
    ("startend:quotation", {}),
    ("change_case:capital_word_frequency", {"capital_frequency": 5, "capital_relation": "at least"}),
    ("change_case:capital_word_frequency", {"capital_frequency": 2, "capital_relation": "less than"}),
    ("change_case:capital_word_frequency", {"capital_frequency": 10, "capital_relation": "at least"}),
    ("change_case:english_capital", {}),
    ("change_case:english_lowercase", {}),
    ("punctuation:no_comma", {}),
]


def verdict(identifier, arguments, reply):
    """Returns "s" for followed, "l" for followed by a loose variant only and "-" for neither."""
    example = utils.InputExample(key=0, instruction_id_list=[identifier], prompt="", kwargs=[arguments])
    if utils.test_instruction_following_strict(example, reply).follow_all_instructions:
        return "s"
    return "l" if utils.test_instruction_following_loose(example, reply).follow_all_instructions else "-"


def main():
    sentences = list(LANGUAGES.values())
    asked = [("language:response_language", {"language": language}) for language in LANGUAGES]
    rows = []
    for identifier, arguments in INSTRUCTIONS:
        rows.append((identifier, arguments, "".join(verdict(identifier, arguments, r) for r in REPLIES)))
    for identifier, arguments in asked:
        skipped = " " * len(REPLIES)
        rows.append((identifier, arguments, skipped + "".join(verdict(identifier, arguments, r) for r in sentences)))
    replies = json.dumps(REPLIES + sentences, ensure_ascii=False, indent=1)
    (HERE / "replies.json").write_text(replies + "\n", encoding="utf-8")
    with open(HERE / "reference.txt", "w", encoding="utf-8") as out:
        for identifier, arguments, verdicts in rows:
            out.write(f"{identifier} | {json.dumps(arguments)} | {verdicts}\n")
    print(sum(len(verdicts.strip()) for _, _, verdicts in rows), "pairs")


if __name__ == "__main__":
    main()
