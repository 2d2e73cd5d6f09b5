package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevealTests {

  @TempDir Path folder;

  @Test
  void verifiesWhatIsRevealed() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path revealed = reveal();
    Path items = folder.resolve("again.jsonl");
    assertThat(Reveal.verify(commitment, revealed, null, items)).isEqualTo(3);
    assertThat(Files.readAllLines(items)).isEqualTo(Sealed.ITEMS);
    assertThat(Reveal.verify(commitment, revealed, Sealed.sealedFile(folder), null)).isEqualTo(3);
  }

  @Test
  void keepsACommitmentInAFile() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path file = folder.resolve("commitment.json");
    commitment.write(file);
    assertThat(Commitment.read(file)).isEqualTo(commitment);
    assertThat(Commitment.read(file).digest()).isEqualTo(commitment.digest());
    commitment.verify(Sealed.sealedFile(folder));
  }

  @Test
  void noticesAChangedItemAndNamesItWhenTheSealedFileIsAtHand() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path revealed = reveal();
    Sealed.replace(revealed, "부산", "울산");
    Path items = folder.resolve("again.jsonl");
    assertThatThrownBy(() -> Reveal.verify(commitment, revealed, null, items))
        .isInstanceOf(SealedException.class)
        .hasMessageStartingWith("items.revealed: the revealed items come to the root sha256:");
    assertThat(items).doesNotExist();
    assertThatThrownBy(() -> Reveal.verify(commitment, revealed, Sealed.sealedFile(folder), null))
        .hasMessage(
            "items.revealed line 2, item 가, field item: item and salt are not those that were"
                + " sealed");
  }

  @Test
  void noticesMissingAndAdditionalItems() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path revealed = reveal();
    List<String> lines = Files.readAllLines(revealed);
    Files.write(revealed, lines.subList(0, 3));
    assertThatThrownBy(() -> Reveal.verify(commitment, revealed, null, null))
        .hasMessage("items.revealed: 3 items were committed, but 2 are revealed");
    var more = new ArrayList<>(lines);
    more.add(lines.get(3).replace("\"position\":2", "\"position\":3"));
    Files.write(revealed, more);
    assertThatThrownBy(() -> Reveal.verify(commitment, revealed, null, null))
        .hasMessage("items.revealed line 5: there are more than the 3 items that were committed");
  }

  @Test
  void refusesWhatBelongsToAnotherCommitment() throws Exception {
    Sealed.seal(folder);
    Path revealed = reveal();
    Commitment later = Sealed.seal(folder);
    assertThatThrownBy(() -> Reveal.verify(later, revealed, null, null))
        .hasMessageStartingWith("items.revealed line 1, field commitment: they are for");
  }

  @Test
  void noticesAnotherChoiceKey() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path revealed = reveal();
    ChoiceOrder.Key key = ChoiceOrder.Key.of(Sealed.KEY, "ko-law");
    assertThat(commitment.header().choiceKey()).isEqualTo(key.digest());
    Sealed.replace(revealed, key.hex(), "0".repeat(64));
    assertThatThrownBy(() -> Reveal.verify(commitment, revealed, null, null))
        .hasMessageStartingWith("items.revealed line 1, field choiceKey: it has the digest");
    assertThat(key.toString()).doesNotContain(key.hex());
  }

  @Test
  void provesASingleItem() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    for (int i = 0; i < 3; i++) {
      String id = List.of("가", "b", "3").get(i);
      ItemProof proof = Reveal.one(SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY), id);
      assertThat(proof.item()).isEqualTo(Sealed.ITEMS.get(i));
      Path file = folder.resolve("proof.json");
      proof.write(file);
      assertThat(ItemProof.read(file)).isEqualTo(proof);
      assertThat(ItemProof.parse("proof", proof.toJson())).isEqualTo(proof);
      ItemProof.read(file).verify(commitment);
    }
  }

  @Test
  void refusesAProofWithAnyPartChanged() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    ItemProof proof = Reveal.one(SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY), "b");
    String otherSalt = "00" + proof.salt().substring(2);
    List<String> shorter = proof.path().subList(1, proof.path().size());
    List<String> longer = new ArrayList<>(proof.path());
    longer.add(proof.salt());
    for (ItemProof wrong :
        List.of(
            with(proof, 0, "b", proof.salt(), proof.item(), proof.path()),
            with(proof, 2, "b", proof.salt(), proof.item(), proof.path()),
            with(proof, 7, "b", proof.salt(), proof.item(), proof.path()),
            with(proof, 1, "c", proof.salt(), proof.item(), proof.path()),
            with(proof, 1, "b", otherSalt, proof.item(), proof.path()),
            with(proof, 1, "b", proof.salt(), proof.item() + " ", proof.path()),
            with(proof, 1, "b", proof.salt(), proof.item(), shorter),
            with(proof, 1, "b", proof.salt(), proof.item(), longer),
            with(proof, 1, "b", proof.salt(), proof.item(), proof.path().reversed()))) {
      assertThatThrownBy(() -> wrong.verify(commitment)).isInstanceOf(SealedException.class);
    }
  }

  private static ItemProof with(
      ItemProof proof, int position, String id, String salt, String item, List<String> path) {
    return new ItemProof(proof.commitment(), position, id, salt, item, path);
  }

  @Test
  void refusesDocumentsThatAreNone() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path file = folder.resolve("commitment.json");
    commitment.write(file);
    Sealed.replace(file, "\"count\":3", "\"count\":0");
    assertThatThrownBy(() -> Commitment.read(file))
        .hasMessage("commitment.json, field count: count is at least 1");
    commitment.write(file);
    Sealed.replace(file, "\"season\"", "\"seeson\"");
    assertThatThrownBy(() -> Commitment.read(file))
        .hasMessage("commitment.json, field season: season is a text");
    commitment.write(file);
    Sealed.replace(file, "\"season\"", "\"a\":1,\"season\"");
    assertThatThrownBy(() -> Commitment.read(file))
        .hasMessage("commitment.json: there are unknown members: [a]");
    assertThatThrownBy(
            () -> Reveal.one(SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY), "없음"))
        .hasMessage("items.sealed, item 없음, field id: none of the 3 items has this id");
  }

  @Test
  void namesTheFieldInWhichASealedFileDiffers() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Sealed.seal(folder);
    assertThatThrownBy(() -> commitment.verify(Sealed.sealedFile(folder)))
        .hasMessageStartingWith("items.sealed line 1, field root: committed was sha256:");
  }

  private Path reveal() throws Exception {
    Path revealed = folder.resolve("items.revealed");
    Reveal.all(SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY), revealed);
    return revealed;
  }
}
