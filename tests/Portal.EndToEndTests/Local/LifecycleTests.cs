using System.Net;
using System.Net.Sockets;
using Portal.Local;
using Portal.Local.Tour;

namespace Portal.EndToEndTests.Local;

/// <summary>Starting, stopping, starting again, and everything that can be in the way.</summary>
public sealed class LifecycleTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly ScratchFolder _otherScratch = new();

    private string Folder => _scratch.Path;

    private string Other => _otherScratch.Path;

    public void Dispose()
    {
        _scratch.Dispose();
        _otherScratch.Dispose();
    }

    [Fact]
    public async Task Start_AfterStop_KeepsAllData()
    {
        string installation;
        await using (var first = await LocalProduct.StartAsync(Folder, TestContext.Current.CancellationToken))
        {
            File.GetUnixFileMode(first.DescriptionPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            installation = await InstallAsync(first);
            (await first.StopAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            File.Exists(first.DescriptionPath).ShouldBeFalse();
        }

        await using var second = await LocalProduct.StartAsync(Folder, TestContext.Current.CancellationToken);
        var found = await CanaryRun.Api(second).GetAsync($"installations/{installation}", TestContext.Current.CancellationToken);
        found.Text("plugin").ShouldBe("on-call");
        found.Text("state").ShouldBe("Active");
    }

    [Fact]
    public async Task Start_AfterItWasKilled_StopsWhatItLeftAndKeepsAllData()
    {
        string installation;
        await using (var first = await LocalProduct.StartAsync(Folder, TestContext.Current.CancellationToken))
        {
            installation = await InstallAsync(first);
            await first.KillAsync();
        }

        await using var second = await LocalProduct.StartAsync(Folder, TestContext.Current.CancellationToken);
        var found = await CanaryRun.Api(second).GetAsync($"installations/{installation}", TestContext.Current.CancellationToken);
        found.Text("version").ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Start_BesideAnother_SharesNothing()
    {
        await using var first = await LocalProduct.StartAsync(Folder, TestContext.Current.CancellationToken);
        await using var second = await LocalProduct.StartAsync(Other, TestContext.Current.CancellationToken);

        await InstallAsync(first);

        var installations = await CanaryRun.Api(second).GetAsync("installations", TestContext.Current.CancellationToken);
        installations.List("items").ShouldBeEmpty();
        var inUse = await LocalProduct.RunToEndAsync(Folder, FreePort.Next());
        inUse.ExitCode.ShouldBe(1);
        inUse.Output.ShouldBe($"portal: {Folder} is in use by another instance: stop it, or choose another folder with --data");
        var taken = await LocalProduct.RunToEndAsync(Path.Combine(Other, "third"), first.Port);
        taken.ExitCode.ShouldBe(1);
        taken.Output.ShouldBe($"portal: port {first.Port} is taken: choose another with --port");
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysSoInOneLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (exitCode, output) = await LocalProduct.RunToEndAsync(Folder, port);

        exitCode.ShouldBe(1);
        output.ShouldBe($"portal: port {port} is taken: choose another with --port");
    }

    [Fact]
    public async Task Start_InAForeignFolder_SaysSoInOneLineAndLeavesItAlone()
    {
        var file = Path.Combine(Folder, "thesis.txt");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        var (exitCode, output) = await LocalProduct.RunToEndAsync(Folder, FreePort.Next());

        exitCode.ShouldBe(1);
        output.ShouldBe($"portal: {Folder} is not empty and was not made by Portal: choose another folder with --data");
        Directory.GetFileSystemEntries(Folder).ShouldBe([file]);
    }

    private static async Task<string> InstallAsync(LocalProduct product)
    {
        var canary = new CanaryRun(product, "on-call");
        return await canary.InstallAsync("1.0.0");
    }
}
