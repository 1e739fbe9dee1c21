using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>One run of a credential plugin. What it answers is a secret and is never part of a message.</summary>
internal static class ExecPlugin
{
    private const string Information = "KUBERNETES_EXEC_INFO";
    private const int LongestComplaint = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="HttpRequestException">The plugin is missing, failed, was too slow, or answered something else.</exception>
    public static async Task<ClusterCredential> RunAsync(ExecCommand command, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var process = Start(command);
        try
        {
            process.StandardInput.Close();
            var complaint = process.StandardError.ReadToEndAsync(patience.Token);
            var answer = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0 ? Read(command, answer) : throw Failed(command, $"ended with code {process.ExitCode}: {Short(await complaint)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed(command, $"did not answer in {Patience.TotalSeconds:0} s.");
        }
    }

    private static Process Start(ExecCommand command)
    {
        var start = new ProcessStartInfo(command.Command, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var spec = new JsonObject { ["interactive"] = false };
        if (command.Server is { } server)
        {
            spec["cluster"] = new JsonObject { ["server"] = server.AbsoluteUri };
        }

        start.Environment[Information] = new JsonObject { ["apiVersion"] = command.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Failed(command, $"cannot be started: {e.Message}. {command.InstallHint}".TrimEnd());
        }
    }

    private static ClusterCredential Read(ExecCommand command, string answer)
    {
        try
        {
            var credential = JsonNode.Parse(answer) as JsonObject;
            var status = credential?.ObjectAt("status");
            var certificate = status.TextAt("clientCertificateData") is { } pem && status.TextAt("clientKeyData") is { } key ? X509Certificate2.CreateFromPem(pem, key) : null;
            if (credential.TextAt("apiVersion") != command.ApiVersion || (status.TextAt("token") is null && certificate is null))
            {
                throw Failed(command, $"did not answer with a credential of {command.ApiVersion}.");
            }

            var until = status.TextAt("expirationTimestamp") is { } end ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : (DateTimeOffset?)null;
            return new ClusterCredential(status.TextAt("token"), certificate, until);
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException)
        {
            throw Failed(command, "answered with something that cannot be read.");
        }
    }

    private static HttpRequestException Failed(ExecCommand command, string why) => new($"The credential plugin {command.Command} {why}");

    private static string Short(string text) => text.Trim() is { Length: > LongestComplaint } all ? all[..LongestComplaint] : text.Trim();
}
