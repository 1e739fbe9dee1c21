namespace Portal.EndToEndTests.Local;

/// <summary>A product's data folder that goes with its test, unless the test failed: then its logs are what to read.</summary>
public sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = LocalProduct.NewFolder();

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"the logs are in {Path}");
            return;
        }

        Directory.Delete(Path, recursive: true);
    }
}
