using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Objectives;

internal sealed class ObjectivePointRowConfiguration : IEntityTypeConfiguration<ObjectivePointRow>
{
    public void Configure(EntityTypeBuilder<ObjectivePointRow> builder) => builder.HasKey(row => new { row.TenantId, row.ObjectiveId, row.At });
}
