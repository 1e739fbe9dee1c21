using Microsoft.Extensions.Configuration;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Hosting;

/// <summary>Finds the cluster: the kubeconfig that was named, the cluster this pod runs in, or the user's own kubeconfig.</summary>
internal static class ClusterDiscovery
{
    /// <exception cref="FormatException">There is none, or it cannot be read; the message says what to do.</exception>
    public static ClusterConnection Find(IConfiguration configuration)
    {
        var allowUnchecked = configuration.GetValue<bool>($"{OperatorOptions.SectionName}:{nameof(OperatorOptions.AllowUncheckedServer)}");
        if ((configuration["PORTAL_KUBECONFIG"] ?? configuration["KUBECONFIG"]) is { Length: > 0 } named)
        {
            // A list, as PATH is one; those of it that are not there count as empty.
            string[] files = [.. named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists)];
            return files.Length > 0 ? Kubeconfig.Read(files, allowUnchecked) : throw new FormatException($"The kubeconfig {named} does not exist: check KUBECONFIG.");
        }

        if (InCluster.IsAvailable)
        {
            return InCluster.Read();
        }

        var own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        return File.Exists(own) ? Kubeconfig.Read(own, allowUnchecked) : throw new FormatException("No cluster is known: set KUBECONFIG to a kubeconfig file.");
    }
}
