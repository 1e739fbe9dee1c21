using System.Security.Cryptography.X509Certificates;

namespace Portal.Operators.Kubernetes;

/// <summary>The connection of a pod to its own cluster, from the service account that is mounted into it.</summary>
internal static class InCluster
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static bool IsAvailable => Host is not null && File.Exists($"{Folder}/token");

    private static string? Host => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");

    public static ClusterConnection Read()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile($"{Folder}/ca.crt");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") ?? "443";
        var host = Host!.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return new ClusterConnection
        {
            Server = new Uri($"https://{host}:{port}"),
            TokenFile = $"{Folder}/token",
            Authorities = authorities,
            Namespace = File.ReadAllText($"{Folder}/namespace").Trim(),
        };
    }
}
