package org.confab.janus;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import org.confab.media.Sfu;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Chooses the media server by the settings, and starts and stops it with the application. */
@ApplicationScoped
class MediaPlane {
  private static final System.Logger LOG = System.getLogger(MediaPlane.class.getName());

  private Sfu sfu = new MeshSfu();
  private @Nullable JanusSfu janus;

  @PostConstruct
  void open() {
    Config config = ConfigProvider.getConfig();
    Function<String, Optional<String>> lookup = key -> config.getOptionalValue(key, String.class);
    MediaSettings settings = MediaSettings.of(lookup);
    if (isJanus(settings.choice())) {
      JanusSfu chosen = new JanusSfu(settings, HostAddresses::find);
      janus = chosen;
      sfu = chosen;
      chosen.start();
    }
  }

  /** Not at the first call, but when the application begins. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object beginning) {
    LOG.log(Level.INFO, "Clients exchange media by {0}.", sfu.mode());
  }

  @PreDestroy
  void close() {
    if (janus != null) {
      janus.stop();
    }
  }

  @Produces
  @ApplicationScoped
  Sfu sfu() {
    return sfu;
  }

  /** Why no meeting can be held now, in a sentence. */
  public String trouble() {
    return janus == null ? "" : janus.trouble();
  }

  private static boolean isJanus(MediaSettings.Choice choice) {
    return switch (choice) {
      case JANUS -> true;
      case MESH -> false;
      case AUTO -> {
        boolean installed = JanusInstallation.find().isPresent();
        if (!installed) {
          LOG.log(
              Level.WARNING,
              "Janus is not installed, so clients connect to each other and rooms are small. To get"
                  + " it: {0}; then start this server anew.",
              JanusInstallation.HOW_TO_GET);
        }
        yield installed;
      }
    };
  }
}
