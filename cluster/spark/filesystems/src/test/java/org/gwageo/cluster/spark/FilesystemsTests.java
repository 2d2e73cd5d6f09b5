package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.SparkConf;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on file systems that are not this machine's: their servers run inside the test. */
class FilesystemsTests {

  private static final Path ZOO = Path.of("..", "..", "..", "nano", "zoo");
  private static final List<String> MODELS = List.of("cpt-10", "base-a1", "vision-1");

  @TempDir private Path folder;

  @Test
  void screensAndFingerprintsOnHdfs() throws Exception {
    var hadoop = new Configuration();
    hadoop.set("dfs.namenode.rpc-bind-host", "127.0.0.1");
    try (var cluster =
        new MiniDFSCluster.Builder(hadoop, folder.toFile()).numDataNodes(2).build()) {
      cluster.waitActive();
      try (FileSystem files = cluster.getFileSystem()) {
        check(files, cluster.getURI() + "/models", Map.of());
      }
    }
  }

  @Test
  void screensAndFingerprintsOnS3() throws Exception {
    var store = new TransientNio2BlobStore();
    store.createContainer("models");
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
            .build();
    server.start();
    try {
      Map<String, String> options =
          Map.of(
              "fs.s3a.endpoint", "http://127.0.0.1:" + server.getPort(),
              "fs.s3a.endpoint.region", "us-east-1",
              "fs.s3a.path.style.access", "true",
              "fs.s3a.access.key", "key",
              "fs.s3a.secret.key", "secret");
      var hadoop = new Configuration();
      options.forEach(hadoop::set);
      try (FileSystem files = FileSystem.newInstance(URI.create("s3a://models/"), hadoop)) {
        check(files, "s3a://models", options);
      }
    } finally {
      server.stop();
    }
  }

  private void check(FileSystem files, String root, Map<String, String> options) throws Exception {
    for (String model : MODELS) {
      files.mkdirs(new org.apache.hadoop.fs.Path(root + "/" + model));
      for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
        files.copyFromLocalFile(
            new org.apache.hadoop.fs.Path(ZOO.resolve(model).resolve(name).toUri()),
            new org.apache.hadoop.fs.Path(root + "/" + model + "/" + name));
      }
    }
    assertThat(
            run(
                options,
                "screen",
                root + "/cpt-10",
                "--references",
                root + "/base-a1",
                root + "/vision-1",
                "--json",
                "-"))
        .isEqualTo(onOneMachine());
    Path expected = folder.resolve("base-a1.gwf");
    FingerprintFile.write(
        OnePass.read(ZOO.resolve("base-a1"), OnePass.Settings.standard()), expected);
    String library = root + "/library/base-a1.gwf";
    run(options, "fingerprint", root + "/base-a1", "--out", library);
    try (var in = files.open(new org.apache.hadoop.fs.Path(library))) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(expected));
    }
    assertThat(run(options, "screen", root + "/cpt-10", "--references", root + "/library"))
        .contains("base-a1.gwf");
  }

  private static String run(Map<String, String> options, String... arguments) {
    var conf =
        new SparkConf(false)
            .setMaster("local[2]")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1");
    options.forEach((name, value) -> conf.set("spark.hadoop." + name, value));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        SparkScreen.run(
            arguments,
            conf,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            Language.EN);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isIn(SparkScreen.DONE, SparkScreen.FOUND_SOMETHING);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String onOneMachine() throws Exception {
    var reports = new TreeMap<String, LineageReport>();
    try (Checkpoint subject = Checkpoint.open(ZOO.resolve("cpt-10"))) {
      for (String name : List.of("base-a1", "vision-1")) {
        try (Checkpoint reference = Checkpoint.open(ZOO.resolve(name))) {
          reports.put(
              name, LineageComparison.compare(subject, reference, Settings.of(0).forPairs(2)));
        }
      }
    }
    return new String(new LineageScreen(1, 0, reports).toJson(), StandardCharsets.UTF_8);
  }
}
