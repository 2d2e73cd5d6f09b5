import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Draws the pictures of the task image-questions: charts, clocks, signs, tables, shapes, receipts,
 * calendars and lines of stations, each with a question that the picture alone answers.
 *
 * <p>{@code java suites/generate/Images.java} from the root of the repository. Everything is drawn
 * from the numbers below; Hangul needs an installed Korean font, and the committed pictures were
 * drawn with NanumGothic. Another font gives other bytes but the same content.
 */
final class Images {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;
  private static final String FONT = "NanumGothic";
  private static final Color INK = new Color(0x1f2430);
  private static final Color GRID = new Color(0xd5d8de);
  private static final Color RED = new Color(0xd62828);
  private static final Color BLUE = new Color(0x1d5fd1);
  private static final Color GREEN = new Color(0x2a9d48);
  private static final Color YELLOW = new Color(0xf2c118);
  private static final Color PURPLE = new Color(0x7b3fb5);
  private static final List<Color> COLOURS = List.of(RED, BLUE, GREEN, YELLOW, PURPLE);

  private final Items items = new Items("image-questions");

  private Images() {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    if (new Font(FONT, Font.PLAIN, 16).canDisplayUpTo("가나다") >= 0) {
      throw new IOException("no font " + FONT + " with Hangul is installed");
    }
    Images images = new Images();
    images.barCharts();
    images.lineCharts();
    images.pies();
    images.clocks();
    images.signs();
    images.tables();
    images.shapes();
    images.receipts();
    images.grids();
    images.calendars();
    images.stations();
    images.items.write(Items.suite(arguments));
  }

  /** What is drawn on an empty picture. */
  private interface Drawing {
    void on(Graphics2D g);
  }

  private static String picture(Drawing drawing) throws IOException {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(INK);
    drawing.on(g);
    g.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private void ask(String lang, String kind, String image, String question, String... answers) {
    items.add(
        "lang",
        lang,
        "cluster",
        "image-" + kind,
        "question",
        question,
        "answer",
        Stream.of(answers).distinct().toList(),
        "image",
        image);
  }

  private static void centred(Graphics2D g, String text, double x, double y, int style, int size) {
    g.setFont(new Font(FONT, style, size));
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
  }

  private static void right(Graphics2D g, String text, double x, double y, int size) {
    g.setFont(new Font(FONT, Font.PLAIN, size));
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text)), (float) y);
  }

  private static void left(Graphics2D g, String text, double x, double y, int size) {
    g.setFont(new Font(FONT, Font.PLAIN, size));
    g.drawString(text, (float) x, (float) y);
  }

  /** Draws title and axis with a labelled line for every step up to {@code top}. */
  private static void axis(Graphics2D g, String title, int step, int top) {
    centred(g, title, 260, 30, Font.BOLD, 18);
    for (int value = 0; value <= top; value += step) {
      double y = 280 - 230.0 * value / top;
      g.setColor(GRID);
      g.draw(new Line2D.Double(60, y, 460, y));
      g.setColor(INK);
      right(g, Integer.toString(value), 52, y + 5, 14);
    }
  }

  private static String bars(String title, List<String> names, List<Integer> values, int step)
      throws IOException {
    return picture(
        g -> {
          int top = values.stream().max(Integer::compare).orElseThrow() + step;
          axis(g, title, step, top);
          double wide = 400.0 / names.size();
          for (int i = 0; i < names.size(); i++) {
            double height = 230.0 * values.get(i) / top;
            double x = 60 + wide * i;
            g.setColor(COLOURS.get(i % COLOURS.size()));
            g.fillRect(
                (int) (x + wide * 0.2),
                (int) Math.round(280 - height),
                (int) (wide * 0.6),
                (int) Math.round(height));
            g.setColor(INK);
            centred(g, names.get(i), x + wide / 2, 302, Font.PLAIN, 16);
          }
        });
  }

  private void barCharts() throws IOException {
    String visitors =
        bars("요일별 방문자 (명)", List.of("월", "화", "수", "목", "금"), List.of(40, 60, 30, 80, 70), 10);
    ask("ko", "bars-1", visitors, "방문자가 가장 많은 요일은? 요일만 답하세요.", "목요일", "목");
    ask("ko", "bars-1", visitors, "화요일 방문자는 수요일 방문자보다 몇 명 많은가? 수만 답하세요.", "30", "30명");
    String branches =
        bars(
            "Branches by city",
            List.of("Busan", "Daegu", "Incheon", "Ulsan", "Jeju"),
            List.of(7, 4, 6, 3, 5),
            1);
    ask(
        "en",
        "bars-2",
        branches,
        "Which city has the fewest branches? Answer with its name only.",
        "Ulsan");
    ask(
        "en",
        "bars-2",
        branches,
        "How many branches do Busan and Jeju have together? Answer with a number only.",
        "12",
        "12branches",
        "twelve");
  }

  private static String line(String title, List<String> names, List<Integer> values, int step)
      throws IOException {
    return picture(
        g -> {
          int top = values.stream().max(Integer::compare).orElseThrow() + step;
          axis(g, title, step, top);
          double wide = 400.0 / names.size();
          double lastX = 0;
          double lastY = 0;
          for (int i = 0; i < names.size(); i++) {
            double x = 60 + wide * (i + 0.5);
            double y = 280 - 230.0 * values.get(i) / top;
            g.setColor(BLUE);
            g.setStroke(new BasicStroke(3));
            if (i > 0) {
              g.draw(new Line2D.Double(lastX, lastY, x, y));
            }
            g.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
            g.setStroke(new BasicStroke(1));
            g.setColor(INK);
            centred(g, names.get(i), x, 302, Font.PLAIN, 16);
            lastX = x;
            lastY = y;
          }
        });
  }

  private void lineCharts() throws IOException {
    String warmth =
        line(
            "월평균 기온 (도)",
            List.of("1월", "2월", "3월", "4월", "5월", "6월"),
            List.of(0, 2, 8, 14, 18, 24),
            2);
    ask("ko", "line-1", warmth, "기온이 처음으로 10도를 넘은 달은? '몇 월' 꼴로 답하세요.", "4월", "4");
    ask("ko", "line-1", warmth, "3월에서 4월로 가면서 기온은 몇 도 올랐는가? 수만 답하세요.", "6", "6도");
    String calls =
        line(
            "Calls per hour",
            List.of("9h", "10h", "11h", "12h", "13h", "14h"),
            List.of(20, 45, 50, 15, 35, 40),
            5);
    ask(
        "en",
        "line-2",
        calls,
        "In which hour were there the fewest calls? Answer as written under the chart.",
        "12h",
        "12");
    ask(
        "en",
        "line-2",
        calls,
        "How many calls were there in the hour marked 10h? Answer with a number only.",
        "45",
        "45calls");
  }

  private static String pie(String title, List<String> names, List<Integer> percent)
      throws IOException {
    return picture(
        g -> {
          centred(g, title, WIDTH / 2.0, 30, Font.BOLD, 18);
          double from = 90;
          for (int i = 0; i < names.size(); i++) {
            double extent = -3.6 * percent.get(i);
            g.setColor(COLOURS.get(i));
            g.fill(new Arc2D.Double(30, 55, 240, 240, from, extent, Arc2D.PIE));
            g.fillRect(310, 90 + 40 * i, 22, 22);
            g.setColor(INK);
            left(g, names.get(i), 342, 108 + 40 * i, 17);
            from += extent;
          }
        });
  }

  private void pies() throws IOException {
    ask(
        "ko",
        "pie-1",
        pie("좋아하는 과일", List.of("사과", "포도", "참외", "자두"), List.of(20, 15, 50, 15)),
        "그림에서 절반을 차지하는 과일은? 과일 이름만 답하세요.",
        "참외");
    ask(
        "en",
        "pie-2",
        pie("Ways to work", List.of("bus", "bicycle", "walking", "car"), List.of(30, 40, 5, 25)),
        "Which way to work is the least common? Answer with the word in the legend only.",
        "walking");
  }

  private static String clock(int hour, int minute) throws IOException {
    return picture(
        g -> {
          g.setStroke(new BasicStroke(5));
          g.draw(new Ellipse2D.Double(105, 25, 270, 270));
          for (int i = 1; i <= 12; i++) {
            double angle = Math.toRadians(30.0 * i);
            centred(
                g,
                Integer.toString(i),
                240 + 108 * Math.sin(angle),
                168 - 108 * Math.cos(angle),
                Font.BOLD,
                22);
          }
          for (int i = 0; i < 60; i++) {
            hand(g, 6.0 * i, i % 5 == 0 ? 122 : 127, 132, 2);
          }
          hand(g, 30 * (hour % 12) + minute / 2.0, 0, 65, 9);
          hand(g, 6.0 * minute, 0, 95, 4);
          g.fill(new Ellipse2D.Double(232, 152, 16, 16));
        });
  }

  private static void hand(Graphics2D g, double degrees, double from, double to, int wide) {
    double angle = Math.toRadians(degrees);
    g.setStroke(new BasicStroke(wide, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(
        new Line2D.Double(
            240 + from * Math.sin(angle),
            160 - from * Math.cos(angle),
            240 + to * Math.sin(angle),
            160 - to * Math.cos(angle)));
  }

  private void clocks() throws IOException {
    int[][] times = {{7, 20}, {10, 45}, {1, 35}, {4, 10}};
    for (int i = 0; i < times.length; i++) {
      int hour = times[i][0];
      int minute = times[i][1];
      String image = clock(hour, minute);
      String digits = "%d:%02d".formatted(hour, minute);
      String padded = "%02d:%02d".formatted(hour, minute);
      if (i % 2 == 0) {
        ask(
            "ko",
            "clock-" + (i + 1),
            image,
            "시계가 가리키는 시각은? '시:분' 꼴로 답하세요. 보기: 2:05",
            digits,
            padded,
            hour + "시" + minute + "분");
      } else {
        ask(
            "en",
            "clock-" + (i + 1),
            image,
            "What time does the clock show? Answer as hour:minutes, such as 2:05.",
            digits,
            padded);
      }
    }
  }

  private static String sign(Color ground, String... lines) throws IOException {
    return picture(
        g -> {
          g.setColor(ground);
          g.fillRoundRect(40, 40, 400, 240, 36, 36);
          g.setColor(ground.equals(YELLOW) ? INK : Color.WHITE);
          for (int i = 0; i < lines.length; i++) {
            double y = 175 + (i - (lines.length - 1) / 2.0) * 62;
            centred(g, lines[i], 240, y, Font.BOLD, lines[i].length() > 12 ? 30 : 40);
          }
        });
  }

  private void signs() throws IOException {
    ask("ko", "sign-1", sign(GREEN, "비상구", "왼쪽 45 m"), "비상구는 어느 쪽에 있는가? 한 낱말로 답하세요.", "왼쪽", "왼편");
    ask(
        "ko",
        "sign-2",
        sign(BLUE, "여는 때 10:00", "닫는 때 18:30", "화요일 쉼"),
        "이곳이 쉬는 요일은? 요일만 답하세요.",
        "화요일",
        "화");
    ask(
        "en",
        "sign-3",
        sign(BLUE, "TRAIN TO BUSAN", "PLATFORM 6", "14:25"),
        "From which platform does the train leave? Answer with a number only.",
        "6",
        "platform6",
        "six");
    ask(
        "en",
        "sign-4",
        sign(YELLOW, "WET FLOOR", "USE STAIRS B"),
        "Which stairs should people use? Answer with the letter only.",
        "B",
        "stairsB");
  }

  private static String table(String title, List<List<String>> rows) throws IOException {
    return picture(
        g -> {
          centred(g, title, 240, 34, Font.BOLD, 19);
          int columns = rows.getFirst().size();
          double wide = 420.0 / columns;
          double high = Math.min(46, 250.0 / rows.size());
          for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
              double x = 30 + wide * c;
              double y = 52 + high * r;
              g.setColor(r == 0 ? new Color(0xe8ecf4) : Color.WHITE);
              g.fillRect((int) x, (int) y, (int) wide, (int) high);
              g.setColor(INK);
              g.drawRect((int) x, (int) y, (int) wide, (int) high);
              centred(
                  g,
                  rows.get(r).get(c),
                  x + wide / 2,
                  y + high / 2 + 6,
                  r == 0 ? Font.BOLD : Font.PLAIN,
                  17);
            }
          }
        });
  }

  private void tables() throws IOException {
    String buses =
        table(
            "버스 시간표",
            List.of(
                List.of("번호", "출발", "도착"),
                List.of("3", "8:10", "9:05"),
                List.of("7", "8:40", "9:50"),
                List.of("12", "8:25", "9:00"),
                List.of("20", "8:55", "9:35")));
    ask("ko", "table-1", buses, "7번 버스가 도착하는 시각은? '시:분' 꼴로 답하세요.", "9:50", "09:50", "9시50분");
    ask("ko", "table-1", buses, "가는 데 가장 적은 시간이 걸리는 버스의 번호는? 수만 답하세요.", "12", "12번");
    String prices =
        table(
            "Price list (dollars)",
            List.of(
                List.of("Fruit", "1 piece", "Box of 10"),
                List.of("Apple", "2", "15"),
                List.of("Melon", "6", "52"),
                List.of("Peach", "3", "24")));
    ask(
        "en",
        "table-2",
        prices,
        "How many dollars do four single apples and one melon cost together? Answer with a number"
            + " only.",
        "14",
        "14dollars",
        "$14");
    ask(
        "en",
        "table-2",
        prices,
        "How many dollars cheaper is a box of 10 peaches than 10 single peaches? Answer with a"
            + " number only.",
        "6",
        "6dollars",
        "$6");
  }

  private static void shape(Graphics2D g, char kind, Color colour, double x, double y, double r) {
    g.setColor(colour);
    switch (kind) {
      case 'o' -> g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
      case 's' -> g.fillRect((int) (x - r), (int) (y - r), (int) (2 * r), (int) (2 * r));
      case 't' -> g.fill(corners(3, x, y, r * 1.2, 1));
      default -> g.fill(corners(10, x, y, r * 1.2, 0.45));
    }
  }

  private static Polygon corners(int count, double x, double y, double r, double inner) {
    var polygon = new Polygon();
    for (int i = 0; i < count; i++) {
      double angle = Math.toRadians(360.0 * i / count);
      double reach = i % 2 == 1 ? r * inner : r;
      polygon.addPoint(
          (int) Math.round(x + reach * Math.sin(angle)),
          (int) Math.round(y - reach * Math.cos(angle)));
    }
    return polygon;
  }

  /** Draws the shapes of {@code word}, pairs of kind and colour, scattered over a 6 by 4 raster. */
  private static String scattered(String word, long seed) throws IOException {
    return picture(
        g -> {
          var random = new Random(seed);
          var cells = new ArrayList<Integer>();
          for (int i = 0; i < 24; i++) {
            cells.add(i);
          }
          Collections.shuffle(cells, random);
          for (int i = 0; i < word.length() / 2; i++) {
            int cell = cells.get(i);
            double x = 50 + 76 * (cell % 6) + random.nextInt(17) - 8;
            double y = 48 + 74 * (cell / 6) + random.nextInt(17) - 8;
            shape(g, word.charAt(2 * i), COLOURS.get(word.charAt(2 * i + 1) - '0'), x, y, 22);
          }
        });
  }

  private void shapes() throws IOException {
    String first = scattered("o1o1o1o1o1o0o0s1s1t1t2t2s0", 7);
    ask("ko", "shapes-1", first, "파란 동그라미는 몇 개인가? 수만 답하세요.", "5", "5개", "다섯", "다섯개");
    ask("ko", "shapes-1", first, "세모는 색에 관계없이 모두 몇 개인가? 수만 답하세요.", "3", "3개", "셋", "세개");
    String second = scattered("s0s0s0s0o0o0t3t3t3t3t3t3o1s2", 9);
    ask(
        "en",
        "shapes-2",
        second,
        "How many red squares are there? Answer with a number only.",
        "4",
        "four");
    ask(
        "en",
        "shapes-2",
        second,
        "Which colour do the triangles have? Answer with one word.",
        "yellow");
  }

  private static String receipt(String title, List<List<String>> rows) throws IOException {
    return picture(
        g -> {
          g.setColor(new Color(0xf7f4ea));
          g.fillRect(90, 10, 300, 300);
          g.setColor(INK);
          centred(g, title, 240, 48, Font.BOLD, 20);
          for (int i = 0; i < rows.size(); i++) {
            left(g, rows.get(i).get(0), 112, 92 + 36 * i, 17);
            right(g, rows.get(i).get(1), 368, 92 + 36 * i, 17);
          }
        });
  }

  private void receipts() throws IOException {
    ask(
        "ko",
        "receipt-1",
        receipt(
            "영수증",
            List.of(
                List.of("우유 2개", "5,600"),
                List.of("식빵 1개", "3,200"),
                List.of("달걀 1판", "7,500"),
                List.of("할인", "-1,000"))),
        "이 영수증에서 할인을 뺀 뒤 내야 할 돈은 몇 원인가? 수만 답하세요.",
        "15,300",
        "15300",
        "15,300원",
        "15300원");
    ask(
        "en",
        "receipt-2",
        receipt(
            "RECEIPT",
            List.of(
                List.of("3 notebooks", "12.00"),
                List.of("2 pens", "5.00"),
                List.of("1 ruler", "3.50"),
                List.of("Paid", "25.00"))),
        "How much change is due? Answer with a number only.",
        "4.50",
        "4.5",
        "$4.50",
        "4.50dollars");
  }

  /** Draws nine shapes in rows of three; each is a pair of kind and colour. */
  private static String grid(String word) throws IOException {
    return picture(
        g -> {
          for (int i = 0; i < 9; i++) {
            int x = 95 + 97 * (i % 3);
            int y = 15 + 97 * (i / 3);
            g.setColor(INK);
            g.drawRect(x, y, 97, 97);
            shape(
                g,
                word.charAt(2 * i),
                COLOURS.get(word.charAt(2 * i + 1) - '0'),
                x + 48,
                y + 50,
                28);
          }
        });
  }

  private void grids() throws IOException {
    String first = grid("o0s1t2s3*4o1t0o2s0");
    ask("ko", "grid-1", first, "별 바로 오른쪽 칸의 도형은 무슨 색인가? 색 이름만 답하세요.", "파란색", "파랑", "파란", "파랑색");
    ask("ko", "grid-1", first, "맨 아랫줄 가운데 칸의 도형은 무엇인가? 동그라미, 네모, 세모, 별 가운데 하나로 답하세요.", "동그라미");
    String second = grid("t1o3s0*2t4s1o0s2o4");
    ask(
        "en",
        "grid-2",
        second,
        "What colour is the shape directly below the star? Answer with one word.",
        "red");
    ask(
        "en",
        "grid-2",
        second,
        "Which shape is in the top right corner? Answer circle, square, triangle or star.",
        "square");
  }

  private static String calendar(String title, List<String> days, int first, int length, int ring)
      throws IOException {
    return picture(
        g -> {
          centred(g, title, 240, 32, Font.BOLD, 19);
          for (int i = 0; i < 7; i++) {
            centred(g, days.get(i), 60 + 60 * i, 66, Font.BOLD, 16);
          }
          for (int day = 1; day <= length; day++) {
            int cell = first + day - 1;
            double x = 60 + 60 * (cell % 7);
            double y = 102 + 40 * (cell / 7);
            if (day == ring) {
              g.setColor(RED);
              g.setStroke(new BasicStroke(3));
              g.draw(new Ellipse2D.Double(x - 18, y - 24, 36, 36));
              g.setColor(INK);
            }
            centred(g, Integer.toString(day), x, y, Font.PLAIN, 17);
          }
        });
  }

  private void calendars() throws IOException {
    ask(
        "ko",
        "calendar-1",
        calendar("4월", List.of("일", "월", "화", "수", "목", "금", "토"), 3, 30, 17),
        "빨간 동그라미를 친 날은 무슨 요일인가? 요일만 답하세요.",
        "금요일",
        "금");
    ask(
        "en",
        "calendar-2",
        calendar("September", List.of("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"), 2, 30, 9),
        "Which date is exactly one week after the circled day? Answer with the day of the month"
            + " only.",
        "16",
        "16th",
        "september16");
  }

  private static String stations(String title, List<String> names) throws IOException {
    return picture(
        g -> {
          centred(g, title, 240, 60, Font.BOLD, 20);
          g.setColor(GREEN);
          g.setStroke(new BasicStroke(8));
          g.draw(new Line2D.Double(45, 170, 435, 170));
          for (int i = 0; i < names.size(); i++) {
            double x = 45 + 390.0 * i / (names.size() - 1);
            g.setColor(Color.WHITE);
            g.fill(new Ellipse2D.Double(x - 11, 159, 22, 22));
            g.setColor(INK);
            g.setStroke(new BasicStroke(3));
            g.draw(new Ellipse2D.Double(x - 11, 159, 22, 22));
            centred(g, names.get(i), x, i % 2 == 0 ? 215 : 140, Font.BOLD, 17);
          }
        });
  }

  private void stations() throws IOException {
    ask(
        "ko",
        "stations-1",
        stations("초록선", List.of("강변", "시청", "남문", "시장", "공원", "항구")),
        "시청에서 타서 세 정거장을 더 가면 내리는 역은? 역 이름만 답하세요.",
        "공원",
        "공원역");
    ask(
        "en",
        "stations-2",
        stations("Green Line", List.of("Lake", "Hill", "Museum", "Bridge", "Park", "Harbour")),
        "You ride from Harbour towards Lake. Which station comes directly after Bridge? Answer with"
            + " its name only.",
        "Museum");
  }
}
