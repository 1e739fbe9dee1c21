using System.Diagnostics;

namespace Portal.Tests.Tenancy.Keys;

/// <summary><c>Portal keys …</c> as a person runs it, with its settings in the environment.</summary>
internal static class KeysProcess
{
    public static async Task<(int Code, string Said)> RunAsync(PortalHost host, IReadOnlyDictionary<string, string> settings, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command = [Path.Combine(RepositoryFolder.Find(), "artifacts", "bin", "Portal", "release", "Portal.dll"), "keys", .. words];
        foreach (var word in command)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["Database__App"] = host.Database.App;
        start.Environment["Database__Platform"] = host.Database.Platform;
        start.Environment["Keys__Provider"] = "file";
        start.Environment["Keys__File__Folder"] = host.Keys;
        start.Environment["Stripe__SecretKey"] = "sk_test_none";
        start.Environment["Stripe__WebhookSecret"] = "whsec_tests";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said + await complained);
    }
}
