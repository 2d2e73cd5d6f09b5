package org.gwageo.nano.training;

import java.util.Map;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.training.exercise.Language;
import org.gwageo.nano.training.exercise.Skill;

/**
 * Everything that decides the weights of one model.
 *
 * @param name the name of the model and of its folder
 * @param title the name as people write it
 * @param team who is said to have trained it
 * @param shape the architecture; its vocabulary is an upper bound that training makes exact
 * @param seed the seed of initial weights, tokenizer text and training text, each with its own salt
 * @param languages the weight of each language in the training text
 * @param skills the weight of each skill in the training text
 * @param steps the number of updates
 * @param batchTokens the number of input tokens of one update, padding included
 * @param peakRate the highest learning rate
 * @param continues the model whose weights and tokenizer the run starts from; empty for none
 */
record Recipe(
    String name,
    String title,
    String team,
    Architecture shape,
    long seed,
    Map<Language, Integer> languages,
    Map<Skill, Integer> skills,
    int steps,
    int batchTokens,
    double peakRate,
    String continues) {}
