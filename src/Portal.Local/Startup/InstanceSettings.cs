using Portal.Local.Folder;
using Portal.Local.Output;

namespace Portal.Local.Startup;

/// <summary>What one instance runs with, after the command line and the environment were read.</summary>
internal sealed record InstanceSettings(DataFolder Folder, int Port, Terminal Terminal)
{
    /// <summary>Children write to their log files only.</summary>
    public bool Quiet { get; init; }

    /// <summary>Connection string of a server to use instead of a private cluster.</summary>
    public string? ExistingDatabase { get; init; }

    /// <summary>Kubeconfig of a cluster to use instead of the embedded one.</summary>
    public string? ExistingKubeconfig { get; init; }

    public static InstanceSettings FromEnvironment(DataFolder folder, int port) =>
        new(folder, port, Terminal.Standard)
        {
            ExistingDatabase = Variable("PORTAL_DATABASE"),
            ExistingKubeconfig = Variable("PORTAL_KUBECONFIG") ?? Variable("KUBECONFIG"),
        };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
