package nightshift.api.view;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// That a text is one of an enumeration's words, see [Word]: the REST interface's document lists them.
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.CLASS)
public @interface Words {
    Class<? extends Enum<?>> value();
}
