using System.Diagnostics;
using Portal.Operators.Hosting;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Hosting;

/// <summary>The operator's process with a kubeconfig and nothing else, as a platform engineer starts it.</summary>
public sealed class OperatorAloneTests
{
    [Fact]
    public async Task Help_Asked_PrintsTheUsageAndNeedsNoCluster()
    {
        var (code, output) = await RunAsync("/nowhere", "--help");
        (code, output.Trim()).ShouldBe((0, OperatorArguments.Usage));
    }

    [Fact]
    public async Task Kubeconfig_Missing_IsSaidInOneLine()
    {
        var (code, output) = await RunAsync("/nowhere", "--once");
        (code, output.Trim()).ShouldBe((2, "The kubeconfig /nowhere does not exist: check KUBECONFIG."));
    }

    [Fact]
    public async Task DryRunThenOnce_FreshRollout_IsTalkedAboutFirstAndThenInstalled()
    {
        await using var stage = await VirtualStage.StartAsync();
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]"""), CancellationToken.None);
        var kubeconfig = Path.GetTempFileName();
        await stage.WriteKubeconfigAsync(kubeconfig);

        // The first look takes the revision up, the next one acts on it.
        await RunAsync(kubeconfig, "--once", "--namespace", VirtualStage.Space);
        var (code, output) = await RunAsync(kubeconfig, "--dry-run");
        code.ShouldBe(0);
        output.ShouldContain("tenant-acme/ci-status 1.0.0 Pending 0 %");
        output.ShouldContain("  make the stable Deployment as the spec says, with 2 pods");
        (await stage.DeploymentAsync("stable")).ShouldBeNull();

        (code, output) = await RunAsync(kubeconfig, "--once", "--namespace", "elsewhere");
        (code, output.Contains("There is no PluginRollout in namespace elsewhere.", StringComparison.Ordinal)).ShouldBe((0, true));
        (await stage.DeploymentAsync("stable")).ShouldBeNull();

        (code, _) = await RunAsync(kubeconfig, "--once");
        code.ShouldBe(0);
        (await stage.DeploymentAsync("stable")).WholeAt("spec", "replicas").ShouldBe(2);
        File.Delete(kubeconfig);
    }

    [Fact]
    public void Parse_NamespaceWithoutAName_IsRefused() => Should.Throw<FormatException>(() => OperatorArguments.Parse(["--namespace"]));

    [Fact]
    public void Parse_Settings_AreLeftToTheHost() =>
        OperatorArguments.Parse(["--once", "--Operator:LeaseName=mine"]).Rest.ShouldBe(["--Operator:LeaseName=mine"]);

    private static async Task<(int Code, string Output)> RunAsync(string kubeconfig, params string[] arguments)
    {
        var program = Path.Combine(RepositoryFolder.Find(), "artifacts/bin/Portal.Operators/release/Portal.Operators.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment.Remove("PORTAL_KUBECONFIG");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }
}
