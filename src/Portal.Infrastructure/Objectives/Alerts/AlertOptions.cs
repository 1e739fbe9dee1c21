namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>Telling people. Bound from the section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    public const string SectionName = "Alerts";

    /// <summary>Names this cluster in the keys that pagers group by. <value>Default: cluster.</value></summary>
    public string Cluster { get; set; } = "cluster";

    /// <summary>Where it is written what to do about an alert; its class is added as a fragment. <value>Empty adds no link.</value></summary>
    public string RunbookUrl { get; set; } = "";

    /// <summary>The address of a tenant's portal, with <c>{slug}</c> for the tenant. <value>Empty adds no link.</value></summary>
    public string DashboardUrl { get; set; } = "";

    /// <summary>Slack's API. <value>Default: https://slack.com.</value></summary>
    public Uri SlackUrl { get; set; } = new("https://slack.com");

    /// <summary>PagerDuty's Events API. <value>Default: https://events.pagerduty.com.</value></summary>
    public Uri PagerDutyUrl { get; set; } = new("https://events.pagerduty.com");

    public SmtpOptions Smtp { get; set; } = new();
}
