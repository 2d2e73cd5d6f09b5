package org.gwageo.bundle.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.season.SeasonManifest;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle of a stage or a season offline: first that its files are those that were
 * published, then that its results follow from its evidence.
 */
public final class BundleVerifier {

  private final List<Check> checks = new ArrayList<>();

  private BundleVerifier() {}

  /**
   * Verifies a folder or a zip file. Whatever is wrong with it becomes a failed check; nothing is
   * written and nothing outside of it is read, except {@code models}.
   *
   * @param models a folder with one folder of weights per model and reference, to repeat the
   *     lineage tests with; without it that check is not possible
   */
  public static VerificationReport verify(Path path, Optional<Path> models) {
    return verify(path, models, Optional.empty());
  }

  /**
   * Verifies a folder or a zip file as {@link #verify(Path, Optional)} does, together with the
   * bundle whose verdict it corrects.
   *
   * @param superseded the bundle of the superseded verdict; without it some checks of a corrected
   *     one are not possible
   */
  public static VerificationReport verify(
      Path path, Optional<Path> models, Optional<Path> superseded) {
    var verifier = new BundleVerifier();
    Bundle bundle = verifier.open(path);
    if (bundle != null) {
      verifier.container(path, bundle);
      byte[] list = bundle.find(Bundle.MANIFEST);
      if (list != null && SeasonManifest.is(list)) {
        verifier.season(bundle);
        return new VerificationReport(verifier.checks);
      }
      Manifest manifest = verifier.manifest(bundle);
      if (manifest != null) {
        verifier.guarded("files", () -> verifier.files(bundle, manifest.files()));
      }
      verifier.guarded("recomputation", new Recomputation(bundle, manifest, verifier.checks)::run);
      verifier.guarded("reported", new ReportedCheck(bundle, manifest, verifier.checks)::run);
      verifier.guarded("proposals", new ProposalCheck(bundle, manifest, verifier.checks)::run);
      verifier.guarded("cases", new CaseCheck(bundle, manifest, verifier.checks)::run);
      verifier.guarded(
          "correction", new CorrectionCheck(bundle, manifest, superseded, verifier.checks)::run);
      verifier.guarded("lineage", new LineageCheck(bundle, models, verifier.checks)::run);
    }
    return new VerificationReport(verifier.checks);
  }

  private void season(Bundle bundle) {
    SeasonManifest manifest =
        this.<SeasonManifest>manifest(bundle, SeasonManifest::parse, SeasonManifest::toJson);
    if (manifest != null) {
      guarded("files", () -> files(bundle, manifest.files()));
    }
    guarded("recomputation", new SeasonRecomputation(bundle, checks)::run);
  }

  /** A forged file may reach a limit that no reader names; that too is a failed check. */
  private void guarded(String id, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException e) {
      checks.add(
          Check.failed(
              id,
              Bundle.MANIFEST,
              "묶음의 내용을 끝까지 다시 계산할 수 없습니다: " + e,
              "The bundle's content cannot be recomputed to the end: " + e + "."));
    }
  }

  private @Nullable Bundle open(Path path) {
    try {
      return Bundle.open(path);
    } catch (BundleException e) {
      String file = e.file() == null ? String.valueOf(path.getFileName()) : e.file();
      checks.add(
          Check.failed(
              "container",
              file,
              "묶음을 읽을 수 없습니다: " + e.getMessage() + ".",
              "The bundle cannot be read: " + e.getMessage() + "."));
    } catch (IOException e) {
      checks.add(
          Check.failed(
              "container",
              String.valueOf(path.getFileName()),
              "묶음을 읽을 수 없습니다: " + e.getMessage(),
              "The bundle cannot be read: " + e.getMessage()));
    }
    return null;
  }

  private void container(Path path, Bundle bundle) {
    if (Files.isDirectory(path)) {
      checks.add(
          Check.ok(
              "container",
              "폴더에서 파일 %d개를 읽었습니다.".formatted(bundle.files().size()),
              "The folder holds %d files.".formatted(bundle.files().size())));
      return;
    }
    try {
      Optional<String> difference = bundle.firstDifference(path);
      if (difference.isPresent()) {
        checks.add(
            Check.failed(
                "container",
                difference.get(),
                "zip 파일을 다시 만들면 %s부터 다릅니다.".formatted(difference.get()),
                "Packing the files again gives another zip file from %s on."
                    .formatted(difference.get())));
      } else {
        checks.add(
            Check.ok(
                "container",
                "파일 %d개로 zip 파일을 다시 만들면 한 바이트까지 같습니다.".formatted(bundle.files().size()),
                "Packing the %d files again gives the same zip file, byte for byte."
                    .formatted(bundle.files().size())));
      }
    } catch (BundleException | IOException e) {
      checks.add(
          Check.failed(
              "container",
              String.valueOf(path.getFileName()),
              "zip 파일을 다시 읽을 수 없습니다: " + e.getMessage(),
              "The zip file cannot be read again: " + e.getMessage()));
    }
  }

  /** Reads a list of files. */
  @FunctionalInterface
  private interface Reading<T> {
    T parse(byte[] json) throws BundleException;
  }

  private @Nullable Manifest manifest(Bundle bundle) {
    return this.<Manifest>manifest(bundle, Manifest::parse, Manifest::toJson);
  }

  private <T> @Nullable T manifest(Bundle bundle, Reading<T> reading, Function<T, byte[]> writing) {
    byte[] json = bundle.find(Bundle.MANIFEST);
    byte[] digest = bundle.find(Bundle.MANIFEST_DIGEST);
    if (json == null || digest == null) {
      String missing = json == null ? Bundle.MANIFEST : Bundle.MANIFEST_DIGEST;
      checks.add(Check.failed("manifest", missing, missing + "이 없습니다.", missing + " is missing."));
      return null;
    }
    if (!Arrays.equals(digest, StageBundle.digestLine(json))) {
      checks.add(
          Check.failed(
              "manifest",
              Bundle.MANIFEST,
              "bundle.json의 지문이 bundle.sha256에 적힌 것과 다릅니다: %s".formatted(Digest.of(json).hex()),
              "bundle.json does not have the digest that bundle.sha256 states; it has %s."
                  .formatted(Digest.of(json).hex())));
      return null;
    }
    try {
      T manifest = reading.parse(json);
      if (!Arrays.equals(writing.apply(manifest), json)) {
        checks.add(
            Check.failed(
                "manifest",
                Bundle.MANIFEST,
                "bundle.json이 표준 형식(RFC 8785)이 아니거나 알 수 없는 항목이 있습니다.",
                "bundle.json is not canonical (RFC 8785) or has unknown members."));
        return null;
      }
      checks.add(
          Check.ok(
              "manifest",
              "bundle.json의 지문이 맞습니다: " + Digest.of(json).hex(),
              "bundle.json has the stated digest, " + Digest.of(json).hex() + "."));
      return manifest;
    } catch (BundleException e) {
      checks.add(
          Check.failed(
              "manifest",
              Bundle.MANIFEST,
              "bundle.json을 읽을 수 없습니다: " + e.getMessage(),
              e.getMessage() + "."));
      return null;
    }
  }

  private void files(Bundle bundle, List<Manifest.ListedFile> all) {
    var wrong = new ArrayList<Check>();
    var unlisted = new TreeSet<>(bundle.files().keySet());
    unlisted.remove(Bundle.MANIFEST);
    unlisted.remove(Bundle.MANIFEST_DIGEST);
    for (Manifest.ListedFile listed : all) {
      Content content = bundle.files().get(listed.path());
      unlisted.remove(listed.path());
      if (content == null) {
        wrong.add(
            Check.failed(
                "files",
                listed.path(),
                "%s 파일이 없습니다.".formatted(listed.path()),
                "%s is missing.".formatted(listed.path())));
      } else if (content.size() != listed.size() || !content.digest().equals(listed.digest())) {
        wrong.add(
            Check.failed(
                "files",
                listed.path(),
                "%s 파일이 발표 뒤에 바뀌었습니다(지문이 다릅니다).".formatted(listed.path()),
                "%s was changed: its digest is not the listed one.".formatted(listed.path())));
      }
    }
    for (String path : unlisted) {
      wrong.add(
          Check.failed(
              "files",
              path,
              "%s 파일은 목록에 없습니다.".formatted(path),
              "%s is not listed.".formatted(path)));
    }
    if (wrong.isEmpty()) {
      checks.add(
          Check.ok(
              "files",
              "목록의 파일 %d개가 모두 있고 지문이 맞습니다.".formatted(all.size()),
              "All %d listed files are here with their digests, and no others."
                  .formatted(all.size())));
    }
    checks.addAll(wrong);
  }
}
