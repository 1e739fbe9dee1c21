using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>E-mail through the deployment's server. All messages about one alert are one thread.</summary>
internal sealed class EmailSender(IOptions<AlertOptions> options) : IAlertSender
{
    public AlertChannelKind Kind => AlertChannelKind.Email;

    public async Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var smtp = options.Value.Smtp;
        if (smtp.Host.Length == 0)
        {
            return new("This deployment sends no e-mail: Alerts__Smtp__Host is not set.", IsFinal: true);
        }

        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.StartTls };
        if (smtp.User.Length > 0)
        {
            client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
        }

        try
        {
            using var mail = Mail(message, smtp.From);
            await client.SendMailAsync(mail, cancellationToken);
            return new(null);
        }
        catch (SmtpFailedRecipientException)
        {
            return new("The mail server refuses a recipient.", IsFinal: true);
        }
        catch (Exception e) when (e is SmtpException or IOException)
        {
            return new("The mail server did not take it.");
        }
    }

    private static MailMessage Mail(AlertMessage message, string from)
    {
        // Only the thread's first message has the thread's own id.
        var thread = $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Alert.DedupKey)))[..32]}@portal>";
        var mail = new MailMessage { From = new MailAddress(from, "Portal"), Subject = message.Headline.ReplaceLineEndings(" "), Body = message.Text, BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        foreach (var address in message.Target.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            mail.To.Add(address);
        }

        mail.Headers.Add("Message-ID", message.Action == AlertAction.Trigger ? thread : $"<{message.Id}@portal>");
        if (message.Action == AlertAction.Resolve)
        {
            mail.Headers.Add("In-Reply-To", thread);
            mail.Headers.Add("References", thread);
        }

        return mail;
    }
}
