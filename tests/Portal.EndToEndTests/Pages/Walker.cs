using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>What a person does on the pages, by what the person reads there.</summary>
internal sealed partial class Walker(Visit visit, string tenantUrl)
{
    private IPage Page => visit.Page;

    public async Task InstallAsync(string plugin, string version)
    {
        await visit.OpenAsync($"{tenantUrl}/marketplace/{plugin}");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Install plugin" }).ClickAsync();
        await Page.Locator("#version").SelectOptionAsync(version);
        await OrderAsync($"Install {version}");
        await UntilPhaseAsync("Completed");
    }

    /// <returns>On the live page of the rollout.</returns>
    public async Task UpgradeAsync(string plugin, string version, string strategy)
    {
        await visit.OpenAsync($"{tenantUrl}/marketplace/{plugin}/install?version={version}");
        await Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex(strategy) }).CheckAsync();
        await OrderAsync($"Start rollout of {version}");
        await Page.Locator("h1").WaitForAsync();
    }

    /// <returns>On the live page of the new rollout.</returns>
    public async Task RetryAsync(string version)
    {
        var before = Page.Url;
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Retry {version}" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start the steps again" }).ClickAsync();
        await Page.WaitForURLAsync(address => RolloutAddress().IsMatch(address) && address != before);
        await Page.Locator(".page-head").GetByText(UnderWay()).First.WaitForAsync();
    }

    /// <summary>The page says so by itself: it is not loaded again in between.</summary>
    public Task UntilPhaseAsync(string words) => Page.Locator(".page-head").GetByText(words, new() { Exact = true }).WaitForAsync(new() { Timeout = 120_000 });

    public async Task BuyAsync(string plugin)
    {
        await visit.OpenAsync($"{tenantUrl}/marketplace/{plugin}");
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = BuyFor() }).ClickAsync();
        await visit.LookAsync("buy");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Go to payment" }).ClickAsync();
        await visit.ArriveAsync(new Regex("/c/pay/"));
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).First.ClickAsync();
        await visit.ReadAsync("is paid");
    }

    /// <summary>A page that is just being drawn anew may miss a click: a person clicks again, once. While it is at work, the button takes none.</summary>
    private async Task OrderAsync(string button)
    {
        var order = Page.GetByRole(AriaRole.Button, new() { Name = button });
        await order.ClickAsync();
        try
        {
            await Page.WaitForURLAsync(RolloutAddress(), new() { Timeout = 15_000 });
        }
        catch (TimeoutException)
        {
            if (await order.IsVisibleAsync() && await order.IsEnabledAsync())
            {
                await order.ClickAsync();
            }

            await visit.ArriveAsync(RolloutAddress());
        }
    }

    [GeneratedRegex("/rollouts/rol_")]
    private static partial Regex RolloutAddress();

    [GeneratedRegex("^(Starting|In progress)$")]
    private static partial Regex UnderWay();

    [GeneratedRegex("^Buy for ")]
    private static partial Regex BuyFor();

    [GeneratedRegex("pay", RegexOptions.IgnoreCase)]
    private static partial Regex Pay();
}
