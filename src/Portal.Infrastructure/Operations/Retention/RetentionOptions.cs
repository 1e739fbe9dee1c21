namespace Portal.Infrastructure.Operations.Retention;

/// <summary>How long what has ended is kept. Dead letters are kept until a person has dealt with them, the audit log for ever. Bound from the section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Retention";

    /// <summary>A week at least, so that whoever looks after a weekend finds something.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(7);

    /// <summary>Ten years.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    /// <summary>Operations that were carried out or called off, with their steps and attempts, after their end.</summary>
    /// <value>7 to 3650 days; the default is 90 days (<c>90.00:00:00</c>).</value>
    public TimeSpan Operations { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Messages to webhooks, with their attempts, after they were ordered.</summary>
    /// <value>7 to 3650 days; the default is 30 days (<c>30.00:00:00</c>).</value>
    public TimeSpan WebhookDeliveries { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Alerts that are over or taken care of, with what became of their messages.</summary>
    /// <value>7 to 3650 days; the default is 90 days (<c>90.00:00:00</c>).</value>
    public TimeSpan Alerts { get; set; } = TimeSpan.FromDays(90);
}
