package org.gwageo.cluster.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The driver's settings of Hadoop file systems, for the workers. */
record HadoopSettings(HashMap<String, String> entries) implements Serializable {

  static HadoopSettings of(Configuration configuration) {
    var entries = new HashMap<String, String>();
    for (Map.Entry<String, String> entry : configuration) {
      entries.put(entry.getKey(), entry.getValue());
    }
    return new HadoopSettings(entries);
  }

  Configuration configuration() {
    var configuration = new Configuration(false);
    entries.forEach(configuration::set);
    return configuration;
  }
}
