package nightshift.decide.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A compiler whose rules stand still while they fire: what no rule file can hold, put behind the
/// judge. The consequence of each rule that proposes `hold` begins and does not end before the test
/// does.
public final class HoldingRules {
    private static final CountDownLatch END = new CountDownLatch(1);

    private HoldingRules() {}

    public static RuleCompiler compiler() {
        return new RuleCompiler(HoldingRules::holding);
    }

    /// What the rules call.
    public static void hold() throws InterruptedException {
        END.await();
    }

    private static Map<String, byte[]> holding(Map<String, byte[]> judged) {
        Map<String, byte[]> classes = new HashMap<>(judged);
        classes.replaceAll(
                (path, bytes) -> new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("hold.up")
                                && path.contains("LambdaConsequence")
                        ? rewritten(bytes)
                        : bytes);
        return classes;
    }

    private static byte[] rewritten(byte[] bytes) {
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes),
                ClassTransform.transformingMethodBodies(HoldingRules::written, CodeTransform.ofStateful(Hold::new)));
    }

    private static boolean written(MethodModel method) {
        return method.methodName().equalsString("execute") && !method.flags().has(AccessFlag.BRIDGE);
    }

    private static final class Hold implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(
                    ClassDesc.of(HoldingRules.class.getName()), "hold", MethodTypeDesc.of(ConstantDescs.CD_void));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
