package org.confab.chat;

import jakarta.ejb.ApplicationException;
import jakarta.persistence.PersistenceException;

/** A message was not kept: its number or its id was taken meanwhile, or something is wrong. */
@ApplicationException(rollback = true)
final class NumberTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NumberTaken(PersistenceException refused) {
    super(refused);
  }
}
