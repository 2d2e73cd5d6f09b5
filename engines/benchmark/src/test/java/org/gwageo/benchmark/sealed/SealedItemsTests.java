package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedItemsTests {

  @TempDir Path folder;

  @Test
  void opensWhatWasSealed() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    List<Item> items = Sealed.read(Sealed.sealedFile(folder), Sealed.KEY);
    assertThat(items).extracting(Item::id).containsExactly("가", "b", "3");
    assertThat(items).extracting(Item::ordinal).containsExactly(0, 1, 2);
    assertThat(items.get(1).text("answer")).isEqualTo("1.50");
    assertThat(items.get(0).fields()).containsEntry("choices", List.of("서울", "부산", "대구"));
    assertThat(commitment.header().count()).isEqualTo(3);
  }

  @Test
  void showsNothingOfTheItemsButTheirIds() throws Exception {
    Sealed.seal(folder);
    String text = Files.readString(Sealed.sealedFile(folder));
    assertThat(text).doesNotContain("question", "서울", "answer").contains("\"id\":\"가\"");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("items.jsonl", "items.sealed");
  }

  @Test
  void sealsTheSameItemsDifferentlyEachTime() throws Exception {
    Commitment first = Sealed.seal(folder);
    byte[] before = Files.readAllBytes(Sealed.sealedFile(folder));
    Commitment second = Sealed.seal(folder);
    assertThat(second.header().root()).isNotEqualTo(first.header().root());
    assertThat(Files.readAllBytes(Sealed.sealedFile(folder))).isNotEqualTo(before);
  }

  @Test
  void hidesTheLengthOfAnItemWithinBlocks() throws Exception {
    Sealed.seal(folder);
    List<String> lines = Files.readAllLines(Sealed.sealedFile(folder));
    assertThat(boxLength(lines.get(1))).isEqualTo(boxLength(lines.get(2)));
    assertThat(boxLength(lines.get(3))).isGreaterThan(boxLength(lines.get(1)));
  }

  private static int boxLength(String line) {
    int from = line.indexOf("\"box\":\"") + 7;
    return line.indexOf('"', from) - from;
  }

  private void sealTwoShortItems() throws Exception {
    Path items = folder.resolve("short.jsonl");
    Files.writeString(items, "{\"id\":\"가\"}\n{\"id\":\"b\",\"n\":1}\n");
    SealedItems.seal(
        items, Sealed.PURPOSE, Sealed.KEY, new SecureRandom(), Sealed.sealedFile(folder));
  }

  @Test
  void noticesAChangeOfAnyByte() throws Exception {
    sealTwoShortItems();
    byte[] sealed = Files.readAllBytes(Sealed.sealedFile(folder));
    Path changed = folder.resolve("changed.sealed");
    for (int i = 0; i < sealed.length; i++) {
      byte[] bytes = sealed.clone();
      bytes[i] ^= (byte) (1 << (i % 8));
      Files.write(changed, bytes);
      assertThat(isRefused(changed)).as("byte %d of %d", i, sealed.length).isTrue();
    }
  }

  @Test
  void noticesAMissingOrAnAdditionalByteAnywhere() throws Exception {
    sealTwoShortItems();
    byte[] sealed = Files.readAllBytes(Sealed.sealedFile(folder));
    Path changed = folder.resolve("changed.sealed");
    for (int i = 0; i < sealed.length; i++) {
      byte[] shorter = new byte[sealed.length - 1];
      System.arraycopy(sealed, 0, shorter, 0, i);
      System.arraycopy(sealed, i + 1, shorter, i, shorter.length - i);
      Files.write(changed, shorter);
      assertThat(isRefused(changed)).as("without byte %d", i).isTrue();
      Files.write(changed, Arrays.copyOf(sealed, i));
      assertThat(isRefused(changed)).as("cut off after %d bytes", i).isTrue();
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    longer[sealed.length] = '\n';
    Files.write(changed, longer);
    assertThat(isRefused(changed)).isTrue();
  }

  private static boolean isRefused(Path sealed) throws Exception {
    try {
      Sealed.read(sealed, Sealed.KEY);
      return false;
    } catch (SealedException | TaskException e) {
      return true;
    }
  }

  @Test
  void noticesExchangedLines() throws Exception {
    Sealed.seal(folder);
    List<String> lines = Files.readAllLines(Sealed.sealedFile(folder));
    String second = lines.get(2).replace("\"position\":1", "\"position\":0");
    String first = lines.get(1).replace("\"position\":0", "\"position\":1");
    Files.writeString(
        Sealed.sealedFile(folder),
        String.join("\n", lines.get(0), second, first, lines.get(3)) + "\n");
    assertThatThrownBy(() -> Sealed.read(Sealed.sealedFile(folder), Sealed.KEY))
        .isInstanceOf(TaskException.class)
        .hasMessage(
            "items.sealed line 2: item b, field key: it does not open: it, the item's place or the"
                + " first line was changed after sealing");
  }

  @Test
  void doesNotOpenAnEnvelopeOfAnotherFile() throws Exception {
    Sealed.seal(folder);
    List<String> one = Files.readAllLines(Sealed.sealedFile(folder));
    Sealed.seal(folder);
    List<String> other = Files.readAllLines(Sealed.sealedFile(folder));
    Files.writeString(
        Sealed.sealedFile(folder),
        String.join("\n", one.get(0), other.get(1), one.get(2), one.get(3)) + "\n");
    assertThatThrownBy(() -> Sealed.read(Sealed.sealedFile(folder), Sealed.KEY))
        .hasMessageContaining("item 가, field key: it does not open");
  }

  @Test
  void namesTheKeyThatIsNeeded() throws Exception {
    Sealed.seal(folder);
    SeasonKey other = SeasonKey.draw(new SecureRandom());
    assertThatThrownBy(() -> SealedItems.open(Sealed.sealedFile(folder), other))
        .isInstanceOf(SealedException.class)
        .hasMessage(
            "items.sealed line 1, field keyId: it was sealed with the season key "
                + Sealed.KEY.id()
                + ", not with "
                + other.id());
  }

  @Test
  void belongToOneVersionOfOneTask() throws Exception {
    Sealed.seal(folder);
    SealedItems sealed = SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY);
    Digest taskDigest = Sealed.PURPOSE.taskDigest();
    sealed.refuseOtherTask("ko-law", taskDigest);
    assertThatThrownBy(() -> sealed.refuseOtherTask("ko-history", taskDigest))
        .hasMessage(
            "items.sealed line 1, field task: they were sealed for the task ko-law, not"
                + " ko-history");
    assertThatThrownBy(() -> sealed.refuseOtherTask("ko-law", Digest.of(new byte[0])))
        .hasMessageStartingWith("items.sealed line 1, field taskDigest: they were sealed for");
  }

  @Test
  void refusesItemsThatAreNone() throws Exception {
    assertThatThrownBy(() -> sealText("{\"id\":\"a\"}\n[1]\n"))
        .isInstanceOf(SealedException.class)
        .hasMessageStartingWith("wrong.jsonl line 2: a line is a JSON object");
    assertThatThrownBy(() -> sealText("{\"id\":\"a\"}\n\n{\"id\":\"a\"}\n"))
        .hasMessage("wrong.jsonl line 3, item a, field id: an item's id is unique");
    assertThatThrownBy(() -> sealText("\n\n"))
        .hasMessage("wrong.jsonl: there are no items to seal");
    assertThatThrownBy(() -> sealText("{\"id\":\" \"}\n"))
        .hasMessage("wrong.jsonl line 1, field id: an item's id is blank");
    Path latin = folder.resolve("wrong.jsonl");
    Files.write(latin, "{\"id\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(
            () ->
                SealedItems.seal(
                    latin, Sealed.PURPOSE, Sealed.KEY, new SecureRandom(), folder.resolve("x")))
        .hasMessage("wrong.jsonl line 1: a line is UTF-8, but this one is not");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  private void sealText(String text) throws Exception {
    Path items = folder.resolve("wrong.jsonl");
    Files.writeString(items, text);
    SealedItems.seal(items, Sealed.PURPOSE, Sealed.KEY, new SecureRandom(), folder.resolve("x"));
  }

  @Test
  void putsACanaryIntoEachItem() throws Exception {
    Path items = folder.resolve("items.jsonl");
    Files.writeString(items, "{}\n{\"id\":\"b\",\"q\":1}\n");
    var purpose = new SealedItems.Purpose("ko-law", Sealed.PURPOSE.taskDigest(), "2027-1", true);
    SealedItems.seal(items, purpose, Sealed.KEY, new SecureRandom(), Sealed.sealedFile(folder));
    List<Item> opened = Sealed.read(Sealed.sealedFile(folder), Sealed.KEY);
    assertThat(opened.get(0).text("canary"))
        .isEqualTo(Canary.ofItem(Sealed.KEY, "ko-law", "1").text());
    assertThat(opened.get(1).text("canary"))
        .isEqualTo(Canary.ofItem(Sealed.KEY, "ko-law", "b").text());
    assertThat(SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY).canaries()).hasSize(3);
    Files.writeString(items, "{\"canary\":1}\n");
    assertThatThrownBy(
            () ->
                SealedItems.seal(
                    items, purpose, Sealed.KEY, new SecureRandom(), Sealed.sealedFile(folder)))
        .hasMessage("items.jsonl line 1, item 1, field canary: the item has such a field already");
  }

  @Test
  void areItemsOfATask() throws Exception {
    Path plain = folder.resolve("choices.jsonl");
    Files.writeString(
        plain,
        "{\"id\":\"1\",\"choices\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"],\"answer\":\"B\"}\n");
    SealedItems.seal(
        plain, Sealed.PURPOSE, Sealed.KEY, new SecureRandom(), Sealed.sealedFile(folder));
    SealedItems sealed = SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY);
    try (ItemReader reader = sealed.items().open()) {
      Item item = Objects.requireNonNull(reader.next(), "first item");
      assertThat(item.text("answer")).isEqualTo("B");
      assertThat(reader.next()).isNull();
    }
    var where = new ChoiceOrder.Fields(List.of("choices"), "answer", 0);
    ChoiceOrder order = ChoiceOrder.of(sealed.choiceKey(), "백두", "1", 6);
    try (ItemReader reader = sealed.itemsFor("백두", where).open()) {
      Item item = Objects.requireNonNull(reader.next(), "first item");
      assertThat(item.fields())
          .containsEntry("choices", order.applied(List.of("a", "b", "c", "d", "e", "f")))
          .containsEntry("answer", String.valueOf((char) ('A' + order.position(1))));
      assertThat(reader.next()).isNull();
    }
    assertThat(sealed.items().digest()).isEqualTo(sealed.digest());
    Sealed.replace(Sealed.sealedFile(folder), "ko-law", "ko-lax");
    assertThatThrownBy(() -> sealed.items().open())
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("the file changed after it was opened");
  }
}
