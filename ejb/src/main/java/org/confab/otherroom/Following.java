package org.confab.otherroom;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.lang.System.Logger.Level;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberEvent.MemberChanged;
import org.confab.member.MemberEvent.StreamsChanged;
import org.confab.member.MemberInfo;
import org.confab.member.Role;

/**
 * What a host begins or ceases to send, or is called from now on, is told in the room that its own
 * is connected with: in a transaction after that in its own, since that has locked its room. Where
 * this is lost with the server, clients come back and read what is.
 */
@ApplicationScoped
class Following {
  private static final System.Logger LOG = System.getLogger(Following.class.getName());

  @EJB private CoHosting coHosting;
  @Resource private ManagedExecutorService threads;

  public void streams(@Observes(during = TransactionPhase.AFTER_SUCCESS) StreamsChanged changed) {
    follow(changed.member());
  }

  public void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MemberChanged changed) {
    follow(changed.member());
  }

  private void follow(MemberInfo member) {
    if (member.role() == Role.OWNER) {
      threads.execute(() -> tell(member.room()));
    }
  }

  private void tell(RoomKey room) {
    try {
      coHosting.tellOther(room);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Could not tell the room connected with " + room + " of its host", e);
    }
  }
}
