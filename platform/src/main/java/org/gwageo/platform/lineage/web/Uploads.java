package org.gwageo.platform.lineage.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.gwageo.platform.lineage.EvidenceVault;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Puts files into the vault and hands them out. */
@Component
class Uploads {

  private final EvidenceVault vault;

  Uploads(EvidenceVault vault) {
    this.vault = vault;
  }

  /** Keeps a sent file, or notes a digest and a length when no file was sent. */
  void add(
      VerificationCase of,
      @Nullable MultipartFile file,
      String name,
      String digest,
      String bytes,
      Visibility visibility,
      String account) {
    if (file != null && !file.isEmpty()) {
      String sent = file.getOriginalFilename();
      try {
        vault.add(of, plain(name.isBlank() ? sent : name), file.getBytes(), visibility, account);
      } catch (IOException e) {
        throw new UncheckedIOException("an uploaded file cannot be read", e);
      }
      return;
    }
    if (digest.isBlank() || !bytes.strip().matches("[0-9]{1,18}")) {
      throw new WrongValueException("refusal.case.evidence-missing");
    }
    vault.note(of, plain(name), digest, Long.parseLong(bytes.strip()), visibility, account);
  }

  private static String plain(@Nullable String name) {
    String given = name == null ? "" : name;
    return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1).strip();
  }

  /** Returns the bytes of a file as a download that no browser opens by itself. */
  ResponseEntity<byte[]> download(VerificationCase of, String digest, Visibility level) {
    byte[] content =
        vault
            .content(of, digest, level)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    String name =
        vault.of(of, level).stream()
            .filter(file -> file.digest().equals(digest))
            .findFirst()
            .orElseThrow()
            .name();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(content);
  }
}
