namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>Whom to ask about custom domains. Bound from the section <c>Dns</c>.</summary>
public sealed class DnsOptions
{
    public const string SectionName = "Dns";

    /// <summary>
    /// Resolvers as addresses with or without a port: <c>10.0.0.53</c>, <c>[2001:db8::53]:5353</c>.
    /// <value>Default: none, which takes those of <c>/etc/resolv.conf</c>.</value>
    /// </summary>
    public IList<string> Servers { get; set; } = [];

    /// <summary>How long one server may take, 0.1 to 30. <value>Default: 3 seconds.</value></summary>
    public double TimeoutSeconds { get; set; } = 3;

    /// <summary>
    /// Whether tenants may have domains that no public DNS knows, such as <c>portal.corp</c>. <value>Default: false.</value>
    /// </summary>
    public bool AllowSpecialDomains { get; set; }
}
