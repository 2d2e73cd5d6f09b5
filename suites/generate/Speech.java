import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Speaks the sentences of the tasks speech-ko and speech-en with espeak-ng (its voices ko and
 * en-us) and writes them as mono WAV of 16 kHz and 16 bit.
 *
 * <p>{@code java suites/generate/Speech.java} from the root of the repository, with {@code
 * espeak-ng} on the path. The committed sound was made with espeak-ng 1.51; another version speaks
 * other bytes. References of a sentence list its other writings, with digits for numbers.
 */
final class Speech {

  private static final int RATE = 16_000;
  private static final double LONGEST_SECONDS = 4;
  private static final int SILENCE = 200;
  private static final int MARGIN = RATE / 10;
  private static final int REACH = 24;

  private static final List<List<String>> KOREAN =
      List.of(
          List.of("내일은 비가 옵니다"),
          List.of("서울에서 부산까지 갑니다"),
          List.of("열차는 오후 세 시에 떠납니다", "열차는 오후 3시에 떠납니다"),
          List.of("제주도는 섬입니다"),
          List.of("회의는 금요일 오전에 합니다"),
          List.of("사과 다섯 개를 샀습니다", "사과 5개를 샀습니다"),
          List.of("도서관은 월요일에 쉽니다"),
          List.of("우리 집은 대전에 있습니다"),
          List.of("방 번호는 이백사입니다", "방 번호는 204입니다"),
          List.of("오늘은 시월 구일 한글날입니다", "오늘은 10월 9일 한글날입니다"));

  private static final List<List<String>> ENGLISH =
      List.of(
          List.of("The train to Busan leaves at half past nine"),
          List.of("Please open the window"),
          List.of("The meeting is on Friday morning"),
          List.of("I bought five green apples", "I bought 5 green apples"),
          List.of("Rain is expected in London tomorrow"),
          List.of("The library closes at six o'clock", "The library closes at 6 o'clock"),
          List.of(
              "My room number is two seven four",
              "My room number is 274",
              "My room number is 2 7 4"),
          List.of("The river is very wide here"),
          List.of("Today is the ninth of October", "Today is the 9th of October"),
          List.of("Turn left after the second bridge", "Turn left after the 2nd bridge"));

  private Speech() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    spoken("ko", "ko", KOREAN).write(Items.suite(arguments));
    spoken("en", "en-us", ENGLISH).write(Items.suite(arguments));
  }

  private static Items spoken(String lang, String voice, List<List<String>> sentences)
      throws IOException, InterruptedException {
    var items = new Items("speech-" + lang);
    for (List<String> writings : sentences) {
      short[] sound = trimmed(resampled(espeak(voice, writings.getFirst() + ".")));
      if (sound.length > LONGEST_SECONDS * RATE) {
        throw new IOException(
            "%s lasts %.1f s, longer than 4".formatted(writings, sound.length / (double) RATE));
      }
      items.add(
          "lang",
          lang,
          "answer",
          writings,
          "seconds",
          Math.round(sound.length * 100.0 / RATE) / 100.0,
          "audio",
          "data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav(sound)));
    }
    return items;
  }

  /** The sound of a sentence at the rate of the voice. */
  private record Sound(int rate, short[] samples) {}

  private static Sound espeak(String voice, String text) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("espeak-ng", "-v", voice, "-s", "150", "--stdout")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0 || bytes.length <= 44) {
      throw new IOException("espeak-ng does not speak with the voice " + voice);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int rate = buffer.getInt(24);
    var samples = new short[(bytes.length - 44) / 2];
    buffer.position(44).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new Sound(rate, samples);
  }

  /** Resamples with a sinc under a Hann window, cut off at the lower of the two limits. */
  private static short[] resampled(Sound sound) {
    double step = sound.rate() / (double) RATE;
    double cut = Math.min(1, 1 / step) * 0.95;
    var out = new short[(int) (sound.samples().length / step)];
    for (int i = 0; i < out.length; i++) {
      double at = i * step;
      double sum = 0;
      for (int k = (int) at - REACH; k <= (int) at + REACH + 1; k++) {
        if (k >= 0 && k < sound.samples().length) {
          double x = at - k;
          double sinc = x == 0 ? cut : Math.sin(Math.PI * cut * x) / (Math.PI * x);
          sum += sound.samples()[k] * sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / (REACH + 2)));
        }
      }
      out[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return out;
  }

  /** Cuts silence off both ends and leaves a tenth of a second. */
  private static short[] trimmed(short[] sound) {
    int from = 0;
    int to = sound.length;
    while (from < to && Math.abs(sound[from]) < SILENCE) {
      from++;
    }
    while (to > from && Math.abs(sound[to - 1]) < SILENCE) {
      to--;
    }
    return Arrays.copyOfRange(
        sound, Math.max(0, from - MARGIN), Math.min(sound.length, to + MARGIN));
  }

  private static byte[] wav(short[] sound) {
    int length = 2 * sound.length;
    ByteBuffer head = ByteBuffer.allocate(44 + length).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + length);
    head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    head.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    head.putShort((short) 2).putShort((short) 16);
    head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(length);
    for (short sample : sound) {
      head.putShort(sample);
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.array());
    return out.toByteArray();
  }
}
