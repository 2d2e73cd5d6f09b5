/**
 * What a model is said to be made of, beside what was measured.
 *
 * <p>A team declares for each part of its model where the weights come from: its own work, a
 * derivative of something, or a public component under a licence. The declaration is a small JSON
 * file, or the pedigree of a CycloneDX bill of materials. {@link
 * org.gwageo.lineage.materials.DeclaredVersusMeasured} puts it beside the grades of a screen.
 *
 * <pre>{@code
 * Declarations declared = Declarations.read(Files.readAllBytes(Path.of("declaration.json")));
 * DeclaredVersusMeasured joined = DeclaredVersusMeasured.of(declared, screen);
 * joined.judgements().forEach(one -> System.out.println(one.part() + " " + one.verdict()));
 * }</pre>
 *
 * <p>An example of a declaration: {@code {"format":"gwageo-declaration/1","model":"entrant",
 * "parts":[{"part":"*","origin":"own"},{"part":"vision","origin":"public","name":"Harbour ViT",
 * "licence":"Apache-2.0","references":["harbour-vl"]}]}}. A part is a component such as {@code
 * mlp}, a tower such as {@code vision}, or {@code *} for everything that no other line names.
 *
 * <p>A claim that a part was measured to contradict is for people to resolve: a common ancestor
 * explains every match, and weights never say who derived from whom. A declared own earlier model
 * is no violation, because its name stands under {@code references}.
 */
@NullMarked
package org.gwageo.lineage.materials;

import org.jspecify.annotations.NullMarked;
