namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>The server that e-mail is handed to. Tenants choose recipients, never servers.</summary>
public sealed class SmtpOptions
{
    /// <summary><value>Empty sends no e-mail.</value></summary>
    public string Host { get; set; } = "";

    /// <summary><value>Default: 587.</value></summary>
    public int Port { get; set; } = 587;

    /// <summary><value>Default: portal@localhost.</value></summary>
    public string From { get; set; } = "portal@localhost";

    /// <summary><value>Empty signs in as nobody.</value></summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Refuses to go on without TLS. <value>Default: true.</value></summary>
    public bool StartTls { get; set; } = true;
}
