namespace Portal.Local.Stripe;

/// <summary>Where the stand-in listened last, and the addresses of open payment pages that hang on it.</summary>
internal static class StripePort
{
    /// <returns>0 before the first start.</returns>
    public static int Kept(StripeStore store) => store.Read(data => data.Port);

    public static void Keep(StripeStore store, Uri url) => store.Change(data =>
    {
        data.Port = url.Port;
        foreach (var session in data.All("checkout.session").Where(session => session["url"] is not null))
        {
            session["url"] = new Uri(url, $"/c/pay/{session["id"]!.GetValue<string>()}").ToString();
        }

        return true;
    });
}
