using System.Net;
using System.Text.RegularExpressions;
using Portal.Local.Http;

namespace Portal.Local.Tour.Steps;

/// <summary>Fills in the payment page of the Stripe stand-in as a browser would.</summary>
internal static partial class CheckoutPage
{
    public static async Task PayAsync(Uri page, CancellationToken cancellationToken)
    {
        using var client = LoopbackHttp.Create(page);
        var html = await client.GetStringAsync(page, cancellationToken);
        var form = Form().Match(html);
        if (!form.Success)
        {
            throw new TourFailure($"{page} has no form to pay with");
        }

        var fields = Input().Matches(form.Value).ToDictionary(input => input.Groups["name"].Value, input => WebUtility.HtmlDecode(input.Groups["value"].Value));
        var action = new Uri(page, WebUtility.HtmlDecode(form.Groups["action"].Value));
        using var content = new FormUrlEncodedContent(fields);
        using var response = await client.PostAsync(action, content, cancellationToken);
        if ((int)response.StatusCode >= 400)
        {
            throw new TourFailure($"paying at {action} answered {(int)response.StatusCode}");
        }
    }

    [GeneratedRegex("""<form[^>]*action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex("""<input[^>]*name="(?<name>[^"]*)"[^>]*value="(?<value>[^"]*)"[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Input();
}
