package org.gwageo.platform.programme.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * A text that a form sends as a file or typed.
 *
 * @param text the text; of a file that is not UTF-8, what can be read of it
 * @param readable whether it is UTF-8
 */
public record SentText(String text, boolean readable) {

  /** No text. */
  public static final SentText NONE = new SentText("", true);

  /** Returns the file's text when one was chosen, else what was typed. */
  public static SentText of(@Nullable MultipartFile file, String typed) {
    if (file == null || file.isEmpty()) {
      return new SentText(typed, true);
    }
    byte[] bytes;
    try {
      bytes = file.getBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("an uploaded file cannot be read", e);
    }
    try {
      return new SentText(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), true);
    } catch (CharacterCodingException e) {
      return new SentText(new String(bytes, StandardCharsets.UTF_8), false);
    }
  }
}
