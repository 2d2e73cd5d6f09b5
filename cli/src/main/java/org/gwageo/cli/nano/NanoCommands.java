package org.gwageo.cli.nano;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.nano.NanoServe;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.http.NanoServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gwageo nano}: tiny models behind the OpenAI interface. */
@Command(
    name = "nano",
    synopsisSubcommandLabel = "COMMAND",
    description = "Serves tiny language models.",
    footerHeading = "%nExample:%n",
    footer = "  gwageo nano serve --model nano/models/hon-cheon --port 8081")
public final class NanoCommands implements Runnable {

  private static final int PORTS = 65_535;

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  public NanoCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Serves models until the process is asked to end or the calling thread is interrupted. */
  @Command(
      name = "serve",
      description = {
        "Serves models over the OpenAI HTTP interface until it is stopped with Ctrl-C.",
        "Several models can be served at once; requests name the one that they mean."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:stopped", "2:cannot run"},
      footerHeading = "%nExamples:%n",
      footer = {
        "  gwageo nano serve --model nano/models/hon-cheon --port 8081",
        "  gwageo nano serve --model nano/models --port 8081"
      })
  int serve(
      @Option(
              names = "--model",
              required = true,
              paramLabel = "DIR",
              description =
                  "Folder of a model in Hugging Face layout, or a folder of such folders; repeatable.")
          List<Path> folders,
      @Option(
              names = "--port",
              required = true,
              paramLabel = "N",
              description = "Port to listen on; 0 takes a free one.")
          int port,
      @Option(
              names = "--host",
              paramLabel = "ADDRESS",
              defaultValue = "127.0.0.1",
              description = "Address to listen on, default ${DEFAULT-VALUE}: this machine alone.")
          String host)
      throws CannotRun {
    if (port < 0 || port > PORTS) {
      throw new CannotRun("--port is between 0 and %d, not %d".formatted(PORTS, port));
    }
    var address = new InetSocketAddress(address(host), port);
    List<NanoModel> models = load(folders);
    try (NanoServer server = NanoServer.start(address, models)) {
      var stop = new Thread(server::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      announce(models, host, server.port());
      waitForTheEnd();
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (BindException e) {
      throw new CannotRun(
          "the port %d of %s cannot be listened on: %s".formatted(port, host, Reasons.of(e)), e);
    } catch (IOException e) {
      throw new CannotRun("the server cannot start: " + Reasons.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    return ExitStatus.DONE;
  }

  private static List<NanoModel> load(List<Path> folders) throws CannotRun {
    for (Path folder : folders) {
      InputFile.requireFolder("model", folder);
    }
    try {
      return NanoServe.load(folders);
    } catch (BadModelException e) {
      throw new CannotRun("a model cannot be served: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotRun("a model cannot be read: " + Reasons.of(e), e);
    }
  }

  private static InetAddress address(String host) throws CannotRun {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new CannotRun("--host %s is not an address of this machine".formatted(host), e);
    }
  }

  private void announce(List<NanoModel> models, String host, int port) {
    String base = "http://%s:%d/v1".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    terminal.print("제공하는 주소: " + base, "serving at " + base);
    models.forEach(model -> terminal.out().println("  " + model.name()));
    terminal.print("Ctrl-C를 누르면 끝납니다.", "Ctrl-C stops.");
    terminal.out().flush();
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
