package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.SheetException;
import org.gwageo.bundle.sheets.UserRating;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The invented sheets and ratings of the rehearsal. */
@Component
class PracticeSheets {

  private final Path folder;

  PracticeSheets(@Value("${gwageo.programmes}") Path programmes) {
    this.folder = programmes.resolve(Rehearsal.STAGE.programme());
  }

  List<PanelScore> scores() throws IOException, SheetException {
    return PanelScore.read(Files.readString(folder.resolve("panel/sheets.csv")));
  }

  List<PanelMark> marks() throws IOException, SheetException {
    return PanelMark.read(Files.readString(folder.resolve("panel/marks.csv")));
  }

  List<UserRating> ratings() throws IOException, SheetException {
    var ratings = new ArrayList<UserRating>();
    for (String group : List.of("professional", "citizens")) {
      ratings.addAll(
          UserRating.read(Files.readString(folder.resolve("ratings/" + group + ".csv"))));
    }
    return ratings;
  }
}
