namespace Portal.Tenancy.Limits;

/// <summary>
/// How often whoever is not known yet, and one principal, may ask. Bound from the section <c>RateLimits</c>. A tenant's own rate is a quota
/// (<see cref="QuotaOptions.ApiRequestsPerMinute"/>). A sixth of a rate may come at once. An IPv6 address counts by its first 64 bits.
/// </summary>
internal sealed class RateLimitOptions
{
    public const string SectionName = "RateLimits";

    /// <summary>Requests of one address that do not turn out to be a signed-in principal's. <value>Default: 6,000 per minute.</value></summary>
    public int RequestsPerMinutePerAddress { get; set; } = 6000;

    /// <summary>Attempts to sign in of one address. <value>Default: 60 per minute.</value></summary>
    public int SignInsPerMinutePerAddress { get; set; } = 60;

    /// <summary>Attempts to sign up of one address. <value>Default: 120 per hour.</value></summary>
    public int SignUpsPerHourPerAddress { get; set; } = 120;

    /// <summary>Circuits that one address begins. <value>Default: 600 per minute.</value></summary>
    public int CircuitStartsPerMinutePerAddress { get; set; } = 600;

    /// <summary>Requests and page actions of one member or API key. <value>Default: 6,000 per minute.</value></summary>
    public int RequestsPerMinutePerPrincipal { get; set; } = 6000;

    /// <summary>Requests of one tenant that are worked on at the same time, in one process. <value>Default: 16.</value></summary>
    public int ConcurrentRequestsPerTenant { get; set; } = 16;

    /// <summary>Requests of one tenant that wait for their turn; more are refused. <value>Default: 256.</value></summary>
    public int WaitingRequestsPerTenant { get; set; } = 256;

    /// <summary>Open pages of one member, in one process. <value>Default: 50.</value></summary>
    public int CircuitsPerMember { get; set; } = 50;

    /// <summary>Open pages of one tenant, in one process. <value>Default: 2,000.</value></summary>
    public int CircuitsPerTenant { get; set; } = 2000;

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.
    /// <value>Default: none, the connection's own address counts.</value>
    /// </summary>
    public IList<string> TrustedProxies { get; set; } = [];

    public IEnumerable<(string Name, int Value)> Numbers =>
    [
        (nameof(RequestsPerMinutePerAddress), RequestsPerMinutePerAddress), (nameof(SignInsPerMinutePerAddress), SignInsPerMinutePerAddress),
        (nameof(SignUpsPerHourPerAddress), SignUpsPerHourPerAddress), (nameof(CircuitStartsPerMinutePerAddress), CircuitStartsPerMinutePerAddress),
        (nameof(RequestsPerMinutePerPrincipal), RequestsPerMinutePerPrincipal), (nameof(ConcurrentRequestsPerTenant), ConcurrentRequestsPerTenant),
        (nameof(WaitingRequestsPerTenant), WaitingRequestsPerTenant), (nameof(CircuitsPerMember), CircuitsPerMember), (nameof(CircuitsPerTenant), CircuitsPerTenant),
    ];
}
