namespace Portal.Hosting;

/// <summary>How people reach this deployment. Bound from the section <c>Portal</c>.</summary>
internal sealed class PortalOptions
{
    public const string SectionName = "Portal";

    /// <summary>The host of the public pages; tenants live one label below it. <value>Default: localhost.</value></summary>
    public string BaseHost { get; set; } = "localhost";

    /// <summary>As people see it, in front of any proxy: http or https. <value>Default: http.</value></summary>
    public string PublicScheme { get; set; } = "http";

    /// <summary>As people see it, 1 to 65535. <value>Default: 8080.</value></summary>
    public int PublicPort { get; set; } = 8080;

    /// <summary>
    /// How long a process that is asked to stop goes on serving after it has said that it is not ready: as long as those who send it requests need to
    /// notice. 0 to 60 s. <value>Default: none.</value>
    /// </summary>
    public TimeSpan DrainDelay { get; set; }

    /// <summary>Whether Kubernetes and Stripe are stand-ins on this machine; pages then say so. <value>Default: false.</value></summary>
    public bool LocalSimulation { get; set; }
}
