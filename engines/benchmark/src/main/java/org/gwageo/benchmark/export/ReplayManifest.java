package org.gwageo.benchmark.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a score depends on, so that anyone with the journal can repeat it: task, items, all prompts,
 * scoring rules, model, replies and result by their digests, the times, and what the endpoint said
 * of itself.
 *
 * <p>A manifest is canonical JSON: {@code {"manifest": {…}, "signature": {"algorithm": "Ed25519",
 * "key": …, "value": …}}}; the signature is over the canonical bytes of {@code manifest}.
 */
public final class ReplayManifest {

  /** The value of {@code format}. */
  public static final String FORMAT = "gwageo-replay/1";

  private static final String ALGORITHM = "Ed25519";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Object> content;

  private ReplayManifest(Map<String, Object> content) {
    this.content = content;
  }

  /**
   * Describes a run.
   *
   * @param engine the version of this product
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if the run cannot be read
   */
  public static ReplayManifest of(ExportedRun run, String engine)
      throws IOException, TaskException {
    MessageDigest prompts = sha256();
    var fingerprints = new TreeMap<String, Integer>();
    BenchmarkResult result;
    try (var keys = new OrderedLines()) {
      result =
          run.settle(
              (question, score, decisive) -> {
                keys.put(
                    score.ordinal() * run.task().repeats() + score.repeat(), question.key().hex());
                for (Reply reply : ExportedRun.replies(decisive)) {
                  if (reply.fingerprint() != null) {
                    fingerprints.merge(reply.fingerprint(), 1, Integer::sum);
                  }
                }
              });
      keys.forEach((number, line) -> prompts.update(line));
    }
    var content = new TreeMap<String, Object>();
    content.put("format", FORMAT);
    content.put("engine", engine);
    content.put("scorer", BenchmarkResult.SCORER);
    content.put("java", Runtime.version().feature());
    content.put(
        "task",
        Map.of(
            "id", run.task().id(),
            "version", run.task().version(),
            "mode", run.task().mode().word(),
            "digest", run.task().digest().toString()));
    content.put(
        "items",
        Map.of(
            "file", run.task().items().file(),
            "digest", run.task().items().digest().toString(),
            "count", run.task().items().count()));
    content.put("prompts", "sha256:" + HexFormat.of().formatHex(prompts.digest()));
    content.put("generation", run.task().rendering().parameters());
    content.put("repeats", run.task().repeats());
    content.put("subject", run.subject().toTree());
    content.put("fingerprints", fingerprints);
    content.putAll(journal(run.attempts()));
    content.put("result", result.digest().toString());
    return new ReplayManifest(content);
  }

  private static Map<String, Object> journal(Attempts attempts) throws IOException {
    MessageDigest digest = sha256();
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    long count = 0;
    try (Attempts.Cursor cursor = attempts.read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        digest.update((attempt.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        first = first.isBefore(attempt.sentAt()) ? first : attempt.sentAt();
        last = last.isAfter(attempt.sentAt()) ? last : attempt.sentAt();
        count++;
      }
    }
    var tree = new TreeMap<String, Object>();
    tree.put("journal", "sha256:" + HexFormat.of().formatHex(digest.digest()));
    tree.put("attempts", count);
    if (count > 0) {
      tree.put("firstSentAt", first.toString());
      tree.put("lastSentAt", last.toString());
    }
    return tree;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the digest of what the manifest says. */
  public Digest digest() {
    return Digest.ofJson(content);
  }

  /**
   * Returns the manifest as canonical JSON in UTF-8.
   *
   * @param key the Ed25519 key that signs it; null for no signature
   * @param publicKey the key that the signature is checked with; null for no signature
   * @throws IllegalArgumentException if it is no key that can sign
   */
  public byte[] toJson(@Nullable PrivateKey key, @Nullable PublicKey publicKey) {
    var tree = new TreeMap<String, Object>();
    tree.put("manifest", content);
    if (key != null && publicKey != null) {
      try {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(CanonicalJson.bytes(content));
        tree.put(
            "signature",
            Map.of(
                "algorithm",
                ALGORITHM,
                "key",
                Base64.getEncoder().encodeToString(publicKey.getEncoded()),
                "value",
                Base64.getEncoder().encodeToString(signature.sign())));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("the key cannot sign: " + e.getMessage(), e);
      }
    }
    return CanonicalJson.bytes(tree);
  }

  /**
   * What a manifest was found to be.
   *
   * @param differences members that a run gives otherwise, with both values; none if all agree
   * @param signer the base64 of the public key whose signature is right; null for no signature
   * @param signed whether there is a signature and it is right
   */
  public record Check(Map<String, String> differences, @Nullable String signer, boolean signed) {

    /** Copies the map. */
    public Check {
      differences = new TreeMap<>(differences);
    }
  }

  /**
   * Compares a manifest with what a run gives. The Java version is not compared.
   *
   * @throws IllegalArgumentException if {@code json} is no manifest
   */
  public Check check(byte[] json) {
    try {
      JsonNode tree = JSON.readTree(json);
      JsonNode manifest = tree.path("manifest");
      if (!manifest.path("format").asString("").equals(FORMAT)) {
        throw new IllegalArgumentException("a manifest's format is " + FORMAT);
      }
      var differences = new TreeMap<String, String>();
      for (var entry : content.entrySet()) {
        String ours = CanonicalJson.string(entry.getValue());
        JsonNode theirs = manifest.path(entry.getKey());
        String said = theirs.isMissingNode() ? "nothing" : canonical(theirs);
        if (!entry.getKey().equals("java")
            && !entry.getKey().equals("engine")
            && !said.equals(ours)) {
          differences.put(entry.getKey(), said + ", but the run gives " + ours);
        }
      }
      JsonNode signature = tree.path("signature");
      String key = signature.path("key").asString("");
      boolean right = !signature.isMissingNode() && isSigned(manifest, signature);
      return new Check(differences, key.isEmpty() ? null : key, right);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a manifest is JSON: " + e.getOriginalMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("a manifest cannot be read: " + e.getMessage(), e);
    }
  }

  private static String canonical(JsonNode node) {
    return CanonicalJson.string(JSON.convertValue(node, Object.class));
  }

  private static boolean isSigned(JsonNode manifest, JsonNode signature) {
    try {
      byte[] key = Base64.getDecoder().decode(signature.path("key").asString(""));
      PublicKey publicKey =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key));
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(publicKey);
      verifier.update(canonical(manifest).getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(signature.path("value").asString("")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
