import ai.djl.engine.Engine;

/// Run once while the image is built: what the engine needs lies in DJL_CACHE_DIR afterwards, and it is known to
/// load.
class UnpackTorch {
    public static void main(String... arguments) {
        System.out.println(Engine.getEngine("PyTorch").getVersion());
    }
}
