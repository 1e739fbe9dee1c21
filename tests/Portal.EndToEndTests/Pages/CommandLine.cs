using System.Diagnostics;
using Portal.Local.Description;
using Portal.Local.Processes;
using Portal.Local.Startup;

namespace Portal.EndToEndTests.Pages;

/// <summary><c>portal</c> as a person types it.</summary>
internal static class CommandLine
{
    public static async Task<(int Code, string Said)> RunAsync(DemoTenant tenant, params string[] words)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Portal.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "portal.dll");
        var start = new ProcessStartInfo(SystemTools.Dotnet, [program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["PORTAL_URL"], start.Environment["PORTAL_API_KEY"]) = (tenant.Url.GetLeftPart(UriPartial.Authority), tenant.ApiKey);
        using var process = Process.Start(start)!;
        var trouble = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await trouble;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }
}
