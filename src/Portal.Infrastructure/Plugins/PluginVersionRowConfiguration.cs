using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Plugins;

internal sealed class PluginVersionRowConfiguration : IEntityTypeConfiguration<PluginVersionRow>
{
    public void Configure(EntityTypeBuilder<PluginVersionRow> builder)
    {
        builder.HasKey(row => new { row.PluginId, row.Version });
        builder.Property(row => row.Manifest).HasColumnType("jsonb");
    }
}
