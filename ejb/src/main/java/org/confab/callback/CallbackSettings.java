package org.confab.callback;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** An application's callbacks as its administrator sets them (spec 22380–22859). */
@Stateless
public class CallbackSettings {
  /** Bytes; the bound of the published {@code set_callback_token}. */
  static final int TOKEN_BYTES = 128;

  @PersistenceContext private EntityManager em;
  @Inject private Event<SubscriptionChanged> changes;

  /** Sets them for the first time; refused when they are set. */
  public void set(long sdkAppId, Subscription subscription) {
    if (em.find(CallbackConfig.class, sdkAppId) != null) {
      throw exists();
    }
    try {
      em.persist(new CallbackConfig(sdkAppId, subscription));
      em.flush();
    } catch (PersistenceException raced) {
      throw exists();
    }
    changes.fire(new SubscriptionChanged(sdkAppId));
  }

  public void update(long sdkAppId, Subscription subscription) {
    locked(sdkAppId).change(subscription);
    changes.fire(new SubscriptionChanged(sdkAppId));
  }

  public Subscription get(long sdkAppId) {
    CallbackConfig config = em.find(CallbackConfig.class, sdkAppId);
    if (config == null) {
      throw missing();
    }
    return config.subscription();
  }

  /**
   * Deletes them; what was not delivered yet is dropped. Nothing happens when none are set: the
   * command has no code for that (spec 22842).
   */
  public void delete(long sdkAppId) {
    lockedIfAny(sdkAppId).ifPresent(em::remove);
    changes.fire(new SubscriptionChanged(sdkAppId));
  }

  /**
   * Signs what is sent from now on, so that the receiver can tell who sent it.
   *
   * @param token shared with the receiver, 1 to 128 bytes
   */
  public void signWith(long sdkAppId, String token) {
    if (token.isEmpty()) {
      throw Limits.invalid("Token is empty.");
    }
    Limits.text("Token", token, "", TOKEN_BYTES);
    toSign(sdkAppId).signWith(token);
    changes.fire(new SubscriptionChanged(sdkAppId));
  }

  /** What is sent from now on is not signed. */
  public void endSigning(long sdkAppId) {
    toSign(sdkAppId).signWith("");
    changes.fire(new SubscriptionChanged(sdkAppId));
  }

  private CallbackConfig locked(long sdkAppId) {
    return lockedIfAny(sdkAppId).orElseThrow(CallbackSettings::missing);
  }

  private CallbackConfig toSign(long sdkAppId) {
    return lockedIfAny(sdkAppId)
        .orElseThrow(
            () ->
                new Problem(
                    Refusal.CALLBACK_MISSING_TO_SIGN, "No callback is set that could be signed."));
  }

  private Optional<CallbackConfig> lockedIfAny(long sdkAppId) {
    return Optional.ofNullable(
        em.find(CallbackConfig.class, sdkAppId, LockModeType.PESSIMISTIC_WRITE));
  }

  private static Problem exists() {
    return new Problem(
        Refusal.CALLBACK_EXISTS, "The callback is set already; update_callback changes it.");
  }

  private static Problem missing() {
    return new Problem(Refusal.CALLBACK_MISSING, "No callback is set; set_callback sets it.");
  }
}
