/**
 * Turns text into token ids and back, byte for byte.
 *
 * <p>The scheme is byte-level byte-pair encoding in the file layout of Hugging Face's {@code
 * tokenizer.json}. Text is cut into pieces (every digit alone, words with their leading blank, runs
 * of punctuation, runs of blanks), each piece becomes its UTF-8 bytes, and neighbouring tokens are
 * merged in the order in which the merges were learnt. Nothing is normalised, so decomposed Hangul,
 * emoji and stray blanks come back exactly as they went in.
 *
 * <pre>{@code
 * Tokenizer tokenizer = Tokenizer.read(Path.of("nano/models/hon-cheon/tokenizer.json"));
 * int[] ids = tokenizer.encode("27 더하기 45는?");
 * String same = tokenizer.decode(ids);
 * }</pre>
 *
 * <p>Source: R. Sennrich, B. Haddow, A. Birch, "Neural Machine Translation of Rare Words with
 * Subword Units", ACL 2016, algorithm 1; the byte alphabet is that of GPT-2.
 */
@NullMarked
package org.gwageo.nano.tokenizer;

import org.jspecify.annotations.NullMarked;
