using System.Security.Cryptography.X509Certificates;

namespace Portal.Local.Kubernetes;

/// <summary>What a <see cref="LocalCluster"/> needs to start.</summary>
internal sealed record LocalClusterOptions
{
    /// <summary>Folder that holds <c>cluster.json</c> and <c>cluster.token</c>; created when missing. Null keeps nothing on disk.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether what changes is written to <see cref="DataFolder"/>. Without, a cluster only begins with what is there.</summary>
    public bool KeepsState { get; init; } = true;

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>With its private key: serves TLS with it. Null serves plain HTTP, as it is on loopback.</summary>
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>Client certificates that descend from it say who asks: the common name is the user, the organizations are its groups.</summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>The clock of everything the cluster simulates. A fake clock drives schedules and traffic by <c>Advance</c>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Seed of the simulated traffic's noise: the same seed and the same clock give the same counters.</summary>
    public int Seed { get; init; } = 20_261_120;

    /// <summary>Changes kept per resource for watches; a watch that asks for an older one gets 410 Expired.</summary>
    public int WatchHistory { get; init; } = 2048;

    /// <summary>How often a watch that asked for bookmarks gets one while nothing changes.</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromSeconds(15);
}
