package org.gwageo.benchmark.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Request;
import org.gwageo.canonical.Digest;

/**
 * Asks a server of this process, over the loopback interface, before the first request that is
 * timed.
 *
 * <p>A Java machine runs code it has not seen before many times slower than later. Where several
 * replies arrive at once, the time to load and to interpret what reads the first of them would
 * count as the others' time to their first token. No endpoint hears of it, and nothing is kept.
 * Where no such server can be opened there is no rehearsal.
 */
public final class Rehearsal {

  /** As many ask at once, each on a connection of its own. */
  static final int THREADS = 8;

  /** How often each of them asks. */
  static final int ROUNDS = 24;

  private static final int EVENTS = 32;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static final Set<Api> DONE = ConcurrentHashMap.newKeySet();

  private final Api api;
  private final byte[] reply;
  private final AtomicInteger answered = new AtomicInteger();

  private Rehearsal(Api api) {
    this.api = api;
    this.reply = reply(api);
  }

  /**
   * Asks through one interface unless this process has done so before.
   *
   * @return whether there was a rehearsal
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static boolean once(Api api) throws InterruptedException {
    return DONE.add(api) && replies(api) > 0;
  }

  /** Returns how many replies were read; none if no server can be opened here. */
  static int replies(Api api) throws InterruptedException {
    var rehearsal = new Rehearsal(api);
    try (var server = new ServerSocket(0, THREADS, InetAddress.getLoopbackAddress())) {
      daemon(() -> rehearsal.serve(server));
      rehearsal.ask(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"));
    } catch (IOException e) {
      // Without it the first times are those of a cold machine.
    }
    return rehearsal.answered.get();
  }

  private static Thread daemon(Runnable work) {
    return Thread.ofPlatform().daemon().name("rehearsal").start(work);
  }

  private void ask(URI base) throws InterruptedException {
    var request =
        new Request(
            0,
            Digest.of(new byte[0]),
            api,
            "{\"" + api.promptMember() + "\":[],\"model\":\"m\"}",
            Request.GENERATED);
    try (var client =
        EndpointClient.direct(Endpoint.of(base, "m"), LONGEST, InstantSource.system())) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        threads.add(daemon(() -> ask(client, request)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void ask(EndpointClient client, Request request) {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (client.ask(request).outcome() instanceof Answered) {
          answered.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> answer(socket));
      }
    } catch (IOException e) {
      // The rehearsal is over.
    }
  }

  /** Answers whatever comes; requests are short and each comes in one piece. */
  private void answer(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      var request = new byte[1 << 13];
      while (in.read(request) > 0) {
        socket.getOutputStream().write(reply);
      }
    } catch (IOException e) {
      // The client has closed the connection.
    }
  }

  private static byte[] reply(Api api) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(HEAD.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < EVENTS; i++) {
      String content = i % 4 == 0 ? "\"답 \\n%d\"".formatted(i) : "\" token %d\"".formatted(i);
      String piece =
          api == Api.CHAT ? "\"delta\":{\"content\":%s}".formatted(content) : "\"text\":" + content;
      String finish = i == EVENTS - 1 ? "\"stop\"" : "null";
      event(
          "\"choices\":[{\"index\":0,%s,\"logprobs\":null,\"finish_reason\":%s}]"
              .formatted(piece, finish),
          out);
    }
    event(
        "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":" + EVENTS + "}", out);
    chunk("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8), out);
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static void event(String members, ByteArrayOutputStream out) {
    chunk(
        ("data: {\"id\":\"r\",\"object\":\"chunk\",\"created\":1,\"model\":\"m\","
                + members
                + "}\n\n")
            .getBytes(StandardCharsets.UTF_8),
        out);
  }

  private static void chunk(byte[] bytes, ByteArrayOutputStream out) {
    out.writeBytes(
        (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(bytes);
    out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
  }
}
