using System.Diagnostics;

namespace Portal.Infrastructure.Tests.Objectives;

/// <summary><c>portal slo lint</c> as people run it: on files, asking nobody.</summary>
public sealed class SloLintTests
{
    private const string Good =
        """
        apiVersion: openslo/v1
        kind: SLO
        metadata: { name: availability }
        spec:
          service: ci-status
          timeWindow: [{ duration: 30d, isRolling: true }]
          objectives: [{ target: 0.999 }]
          indicator: { spec: { ratioMetric: { counter: true, total: { metricSource: { type: rollout, spec: { name: ci-status } } } } } }
        """;

    [Fact]
    public async Task Lint_SeveralGoodDocuments_SaysWhatEachMeans() => (await LintAsync($"{Good}\n---\n{Good.Replace("availability", "strict", StringComparison.Ordinal).Replace("0.999", "0.9999", StringComparison.Ordinal)}\n"))
        .ShouldBe((0, "availability: 99.9 % over 30d, 1,000 requests for one that fails\nstrict: 99.99 % over 30d, 10,000 requests for one that fails\n"));

    [Fact]
    public async Task Lint_AWrongDocument_NamesItAndThePath()
    {
        var (code, said) = await LintAsync($"{Good}\n---\n{Good.Replace("0.999", "99.9", StringComparison.Ordinal)}\n");
        code.ShouldBe(1);
        said.ShouldStartWith("availability: /spec/objectives/0/target: \"99.9\": A target is above 0 and below 1");
    }

    [Fact]
    public async Task Lint_TheSameNameTwice_IsRefused() => (await LintAsync($"{Good}\n---\n{Good}\n")).ShouldBe(
        (1, "availability: /metadata/name: Two documents of the file have this name; give each its own.\n"));

    [Theory]
    [InlineData("spec: [")]
    [InlineData("""{"apiVersion": }""")]
    [InlineData("")]
    public async Task Lint_WhatIsNoDocument_CannotBeRead(string text) => (await LintAsync(text)).Code.ShouldBe(2);

    private static async Task<(int Code, string Said)> LintAsync(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("portal-slo-").FullName, "slo.yaml");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RepositoryFolder.Find(), "artifacts/bin/Portal.Cli/release/portal.dll"), "slo", "lint", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return (process.ExitCode, said);
    }
}
