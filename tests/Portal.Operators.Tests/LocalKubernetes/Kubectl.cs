using System.Diagnostics;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>Runs the kubectl on PATH.</summary>
internal static class Kubectl
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    public static Process Start(string kubeconfig, string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = kubeconfig;

        // The discovery cache of kubectl is in the home folder: each test has its own.
        start.Environment["KUBECACHEDIR"] = Path.Combine(Path.GetDirectoryName(kubeconfig)!, "cache");
        return Process.Start(start)!;
    }

    public static async Task<KubectlResult> RunAsync(string kubeconfig, string? input, string[] arguments)
    {
        using var process = Start(kubeconfig, arguments);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"kubectl {string.Join(' ', arguments)} did not end: {await error}");
        }

        return new KubectlResult(process.ExitCode, await output, await error);
    }
}
