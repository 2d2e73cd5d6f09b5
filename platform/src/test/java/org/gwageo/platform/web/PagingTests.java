package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTests {

  @Test
  void showsTheEndsAndTheNeighbours() {
    assertThat(new Paging(6, 12, "/x?page=").numbers())
        .isEqualTo(List.of(1, 0, 4, 5, 6, 7, 8, 0, 12));
    assertThat(new Paging(1, 3, "/x?page=").numbers()).isEqualTo(List.of(1, 2, 3));
    assertThat(new Paging(1, 1, "/x?page=").numbers()).isEqualTo(List.of(1));
  }

  @Test
  void refusesAPageThatIsNotThere() {
    assertThatThrownBy(() -> new Paging(4, 3, "/x?page="))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("page 4 is not from 1 to 3");
  }
}
