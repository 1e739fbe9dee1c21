using System.Net;
using System.Text.RegularExpressions;
using Portal.Local.Http;

namespace Portal.Local.Tour.Steps;

/// <summary>Presses the first button of the Stripe stand-in's payment page, as a browser would.</summary>
internal static partial class CheckoutPage
{
    public static async Task PayAsync(Uri page, CancellationToken cancellationToken)
    {
        using var client = LoopbackHttp.Create(page);
        var form = Form().Match(await client.GetStringAsync(page, cancellationToken));
        if (!form.Success)
        {
            throw new TourFailure($"{page} has no form to pay with");
        }

        var action = new Uri(page, WebUtility.HtmlDecode(form.Groups["action"].Value));
        using var content = new FormUrlEncodedContent([]);
        using var response = await client.PostAsync(action, content, cancellationToken);
        if ((int)response.StatusCode >= 400)
        {
            throw new TourFailure($"paying at {action} answered {(int)response.StatusCode}");
        }
    }

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
