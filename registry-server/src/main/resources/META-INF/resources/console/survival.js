// Draws the published survival curves: steps, interval bands, and the people at risk below the same axis.
'use strict';

(function () {
  const holder = document.getElementById('survival-chart');
  const curves = JSON.parse(document.getElementById('survival-data').textContent);
  if (!curves.length) {
    holder.remove();
    return;
  }
  const colours = { 'treated': '#0b6b74', 'standard-care': '#a35b00' };
  const names = { 'treated': holder.dataset.treated, 'standard-care': holder.dataset.standardCare };
  const right = 24;
  // On a narrow screen the names of the groups stand above their numbers instead of beside them.
  const narrow = () => holder.clientWidth < 520;
  const left = () => narrow() ? 48 : 130;
  const last = Math.max(...curves.map(curve => curve.points[curve.points.length - 1].month));
  const end = Math.ceil(last / 6) * 6;
  const percent = value => (value * 100).toFixed(1) + ' %';

  // The interval as one stepped area: along the upper limits, back along the lower ones.
  function band(curve) {
    const points = curve.points.filter(point => point.lower !== null);
    const finish = curve.points[curve.points.length - 1].month;
    const outline = (limit) => points.flatMap((point, i) => {
      const until = i + 1 < points.length ? points[i + 1].month : finish;
      return [[point.month, point[limit]], [until, point[limit]]];
    });
    return {
      type: 'custom', silent: true, tooltip: { show: false }, z: 1, data: points.length ? [[points[0].month, 0]] : [],
      renderItem: (parameters, api) => ({
        type: 'polygon',
        shape: { points: [...outline('upper'), ...outline('lower').reverse()].map(point => api.coord(point)) },
        style: { fill: colours[curve.arm], opacity: 0.14 }
      })
    };
  }

  const chart = echarts.init(holder, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    aria: { enabled: false },
    // The legend has a line of its own above the name of the vertical axis, whatever the width.
    grid: { left: left(), right, top: 60, bottom: 50 },
    legend: { top: 0, left: 'center', type: 'plain', data: curves.map(curve => names[curve.arm]) },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: items => {
        const month = items[0].value[0];
        const rows = curves.map(curve => {
          const point = curve.points.filter(candidate => candidate.month <= month).pop();
          const interval = point.lower === null ? '' : ' (' + holder.dataset.interval + ' ' + percent(point.lower) + ' – ' + percent(point.upper) + ')';
          return names[curve.arm] + ': ' + percent(point.survival) + interval + ', ' + holder.dataset.atRisk + ' ' + point.atRisk;
        });
        return holder.dataset.months + ': ' + month + '<br>' + rows.join('<br>');
      }
    },
    xAxis: { type: 'value', min: 0, max: end, interval: 6, name: holder.dataset.months, nameLocation: 'middle', nameGap: 30 },
    yAxis: { type: 'value', min: 0, max: 1, name: holder.dataset.survival, nameGap: 12, axisLabel: { formatter: value => Math.round(value * 100) + ' %' } },
    series: curves.flatMap(curve => [
      band(curve),
      {
        name: names[curve.arm], type: 'line', step: 'end', symbol: 'none', color: colours[curve.arm],
        lineStyle: { width: 2.5 }, data: curve.points.map(point => [point.month, point.survival])
      }
    ])
  });

  function atRisk() {
    const table = document.getElementById('at-risk');
    const width = holder.clientWidth - left() - right;
    table.classList.toggle('narrow', narrow());
    table.replaceChildren();
    const title = document.createElement('p');
    title.className = 'title';
    title.textContent = holder.dataset.atRisk;
    table.append(title);
    for (const curve of curves) {
      const row = document.createElement('div');
      row.className = 'row';
      const name = document.createElement('b');
      name.textContent = names[curve.arm];
      name.style.color = colours[curve.arm];
      row.append(name);
      for (let month = 0; month <= end; month += 6) {
        const point = curve.points.find(candidate => Math.round(candidate.month) === month);
        if (!point) continue;
        const cell = document.createElement('span');
        cell.textContent = point.atRisk;
        cell.style.left = left() + width * month / end + 'px';
        row.append(cell);
      }
      table.append(row);
    }
  }

  atRisk();
  window.addEventListener('resize', () => {
    chart.resize();
    chart.setOption({ grid: { left: left() } });
    atRisk();
  });
})();
