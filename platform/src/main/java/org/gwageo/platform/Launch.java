package org.gwageo.platform;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.gwageo.platform.rehearsal.DemoFolder;
import org.gwageo.platform.rehearsal.Guest;
import org.gwageo.platform.rehearsal.Rehearsal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The two commands that start the server. */
@Command(
    name = "gwageo",
    subcommands = {Launch.Demo.class, Launch.Serve.class})
final class Launch implements Runnable {

  static final int CANNOT_RUN = 2;

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Writes one sentence: the innermost cause says what is wrong. */
  static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    PrintWriter err = command.getErr();
    String message = cause.getMessage();
    err.println("gwageo: " + (message == null ? cause.toString() : message));
    err.flush();
    return CANNOT_RUN;
  }

  private static ConfigurableApplicationContext start(List<String> properties, Role role) {
    var application = new SpringApplication(Platform.class);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(
        Map.of(
            "gwageo.references", home().resolve("nano/models/north-star-base").toString(),
            "gwageo.lineage.known-derivative",
                home().resolve("nano/zoo/cpt-10-of-base-a1.json").toString()));
    if (role == Role.WORKER) {
      application.setWebApplicationType(WebApplicationType.NONE);
      application.addInitializers(
          context ->
              context.getBeanFactory().registerSingleton("withoutPages", new WithoutPages()));
    }
    properties.add("--gwageo.role=" + role);
    return application.run(properties.toArray(String[]::new));
  }

  private static Path home() {
    return Path.of(System.getProperty("gwageo.home", ".")).toAbsolutePath().normalize();
  }

  /** What a server process does. */
  enum Role {
    /** Shows pages and works. */
    ALL,
    /** Shows pages alone. */
    WEB,
    /** Works alone. */
    WORKER
  }

  private static int serveUntilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }

  /** The main job on the embedded default. */
  @Command(
      name = "demo",
      mixinStandardHelpOptions = true,
      description = {
        "Runs a whole practice stage live: frozen rules, five tiny models behind endpoints of",
        "their own, benchmarks, panel and user sheets, the from-scratch gate, a verdict that two",
        "people confirm, its publication, and the re-check of what was published.",
        "A rehearsal that was interrupted goes on; a finished one is replaced by a new one."
      },
      footer = {
        "",
        "Example: ./gwageo demo --port 8080 --entrant my-model=http://127.0.0.1:8081/v1"
      })
  static final class Demo implements Callable<Integer> {

    @Option(names = "--port", description = "port of the pages (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--data", description = "folder for the data (default: ~/.gwageo/demo)")
    private Path data = Path.of(System.getProperty("user.home"), ".gwageo", "demo");

    @Option(names = "--once", description = "end after the verification, with status 0 or 1")
    private boolean once;

    @Option(names = "--keep", description = "show a finished rehearsal again instead of a new one")
    private boolean keep;

    @Option(
        names = "--entrant",
        paramLabel = "NAME=URL",
        description = {
          "enter any OpenAI-compatible endpoint beside the tiny models; URL ends in /v1,",
          "and URL#MODEL names the model when the endpoint serves several"
        })
    private List<String> entrants = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
      var guests = new ArrayList<Guest>();
      for (String entrant : entrants) {
        guests.add(Guest.parse(entrant).asServed());
      }
      var folder = DemoFolder.prepare(data, keep);
      var properties = new ArrayList<String>();
      properties.add("--gwageo.data=" + folder.path());
      properties.add("--gwageo.rehearsal.folder=" + folder.path());
      properties.add("--server.port=" + port);
      try (var context = start(properties, Role.ALL)) {
        boolean verified =
            context.getBean(Rehearsal.class).run(folder, guests, port, System.out::println);
        if (!once) {
          return serveUntilStopped();
        }
        return verified ? 0 : 1;
      }
    }
  }

  /** The production server. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = {
        "Starts the server with the settings of a configuration file. Several processes may share",
        "one database: some show pages, others only work on benchmark jobs."
      },
      footer = {
        "",
        "Example: ./gwageo serve --config /etc/gwageo.yaml",
        "         ./gwageo serve --config /etc/gwageo.yaml --role worker"
      })
  static final class Serve implements Callable<Integer> {

    @Option(names = "--config", description = "Spring Boot settings in YAML; see docs/operate.md")
    private @Nullable Path config;

    @Option(
        names = "--role",
        paramLabel = "all|web|worker",
        description = {
          "pages and work (all, the default), pages alone (web),",
          "or work alone, without a port (worker)"
        })
    private Role role = Role.ALL;

    @Override
    public Integer call() throws Exception {
      var properties = new ArrayList<String>();
      Path file = config;
      if (file != null) {
        if (!java.nio.file.Files.isReadable(file)) {
          throw new IllegalArgumentException("the configuration cannot be read: " + file);
        }
        properties.add("--spring.config.additional-location=" + file.toUri());
      }
      var context = start(properties, role);
      System.out.println(
          role == Role.WORKER
              ? "Gwageo works on queued jobs"
              : "Gwageo listens on port "
                  + context.getEnvironment().getProperty("local.server.port"));
      return serveUntilStopped();
    }
  }
}
