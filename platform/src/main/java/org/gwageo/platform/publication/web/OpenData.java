package org.gwageo.platform.publication.web;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.platform.programme.definition.Moment;
import org.gwageo.platform.programme.definition.Period;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A programme's definition for machines: canonical JSON in which every record is an object under
 * the names of its components, dates are written as in the programme's files, and paths on this
 * machine are left out.
 */
final class OpenData {

  private static final String FORMAT = "gwageo-programme/1";

  private OpenData() {}

  static byte[] json(ProgrammeDefinition programme) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("format", FORMAT);
    tree.putAll(object(programme));
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, @Nullable Object> object(Record value) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object content = read(value, component);
      if (content != null && !(content instanceof Path)) {
        object.put(component.getName(), tree(content));
      }
    }
    return object;
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s cannot be read of %s".formatted(component.getName(), value.getClass().getName()), e);
    }
  }

  private static Object tree(Object value) {
    return switch (value) {
      case Period period -> written(period);
      case Moment.Day(var date, var approximate) -> date + (approximate ? "~" : "");
      case Moment.Exact(OffsetDateTime time) -> time.toString();
      case Record record -> object(record);
      case Set<?> set -> set.stream().map(String::valueOf).sorted().toList();
      case Collection<?> list -> list(list);
      case Enum<?> constant -> Citing.word(constant);
      case BigDecimal number -> number;
      case Integer number -> number;
      case Boolean truth -> truth;
      case String text -> text;
      case URI address -> address.toString();
      case ZoneId zone -> zone.getId();
      default -> throw new IllegalStateException("open data have no form for " + value.getClass());
    };
  }

  private static List<Object> list(Collection<?> values) {
    var list = new ArrayList<Object>();
    for (Object value : values) {
      list.add(tree(value));
    }
    return list;
  }

  private static String written(Period period) {
    String text =
        switch (period.precision()) {
          case DAY -> period.first().toString();
          case MONTH -> YearMonth.from(period.first()).toString();
          case YEAR -> "%04d".formatted(period.first().getYear());
          case INTERVAL -> period.first() + "/" + period.last();
        };
    return period.approximate() ? text + "~" : text;
  }
}
