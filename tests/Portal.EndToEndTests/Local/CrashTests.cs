using Portal.Local.Folder;
using Portal.Local.Processes;

namespace Portal.EndToEndTests.Local;

/// <summary>kill -9 in the middle of a canary: what died comes back, and the rollout ends as if nothing had happened.</summary>
public sealed class CrashTests(CrashFixture fixture) : IClassFixture<CrashFixture>
{
    [Theory]
    [InlineData("web", "service-scorecard")]
    [InlineData("operator", "api-docs")]
    [InlineData("postgres", "pull-requests")]
    public async Task Kill_InTheMiddleOfACanary_ComesBackAndTheRolloutCompletes(string process, string plugin)
    {
        var product = fixture.Product;
        var canary = new CanaryRun(product, plugin);
        await canary.InstallAsync("1.0.0");
        await canary.UpgradeAsync("1.1.0");
        await canary.UntilWeightAsync(25);
        var before = Running(product, process);

        Posix.Send(before.Pid, Signal.Kill).ShouldBeTrue();

        await canary.UntilCompletedAsync("1.1.0");
        var after = Running(product, process);
        after.ShouldNotBe(before);
        after.Identity.IsAlive.ShouldBeTrue(product.Output);
        product.Output.ShouldContain($"{process} stopped with exit code 137: starting it again");
    }

    private static RunRecord.Entry Running(LocalProduct product, string process) => RunRecord.Read(Path.Combine(product.Folder, "run.json"))[process];
}
